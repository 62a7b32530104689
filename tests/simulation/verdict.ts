import { isDeepStrictEqual } from 'node:util';
import { readChange, type ChangeId } from '../../src/lib/changes/change.ts';
import { kinds, type Kind } from '../../src/lib/documents/kinds.ts';
import { deedOf } from '../../src/lib/record/deed-of.ts';
import type { CountyHouse } from './county-house.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** What the world's clerks write. */
const WRITTEN = ['case', 'bundle'] as const;

/** What must never be, each with the words to find it by. */
export type Verdict = { lost: string[]; diverged: string[] };

/** Looks at the healed world: is all that was shown as saved at the county, and do all see the same? */
export async function judgeWorld(
	house: CountyHouse,
	devices: SimulatedDevice[],
	gone: ReadonlySet<ChangeId>
): Promise<Verdict> {
	const verdict: Verdict = { lost: [], diverged: [] };
	for (const device of devices) {
		verdict.lost.push(...(await lostBy(house, device, gone)));
		// A revoked device has handed over what it held, and destroyed its keys.
		if (device.isRevoked) continue;
		verdict.diverged.push(...(await divergedAt(house, device)), ...(await rebuiltOtherwise(device)));
	}
	verdict.diverged.push(...foldedOtherwise(house));
	return verdict;
}

/**
 * The gate refuses only what no honest device makes, and these are honest: a refusal is a loss too. What a fork left
 * behind was written anew, or is kept for a person to look at.
 */
async function lostBy(
	{ disk }: CountyHouse,
	device: SimulatedDevice,
	gone: ReadonlySet<ChangeId>
): Promise<string[]> {
	const kept = await device.changesOnDisk();
	const anew = new Set(
		device.saved.flatMap(({ id, envelope }) => (disk.change(id) ? (envelope.redoes ?? []) : []))
	);
	return device.saved
		.filter(({ id }) => !disk.change(id)?.receipt && !gone.has(id) && !anew.has(id))
		.filter(({ id, envelope }) => !(kept.has(id) && device.leftNames.has(envelope.device)))
		.map(({ id, envelope, body }) => {
			const known = disk.change(id) ? 'waiting' : (disk.refusal(id)?.code ?? 'unknown');
			return `${device.name} #${envelope.seq} ${body?.action.type} ${envelope.doc}: ${known} at the county`;
		});
}

async function divergedAt(
	{ disk }: CountyHouse,
	{ name, station, staff }: SimulatedDevice
): Promise<string[]> {
	const wrong: string[] = [];
	for (const { doc, state, readers } of WRITTEN.flatMap((kind) => [...disk.statesOf(kind)])) {
		const view = doc.startsWith('case/') ? await station.caseView(doc) : await station.bundleView(doc);
		if (!readers.includes(staff.unit)) {
			if (view?.current) wrong.push(`${name} shows ${doc} as current and gets no more of it`);
		} else if (!view) wrong.push(`${name} has nothing of ${doc}`);
		else if (!isDeepStrictEqual(plain(view.state), plain(state))) wrong.push(`${name} sees another ${doc}`);
	}
	return wrong;
}

async function rebuiltOtherwise({ name, station }: SimulatedDevice): Promise<string[]> {
	const look = async () =>
		plain({
			rows: await station.caseRows(),
			bundles: await station.bundleRows(),
			people: await station.people(),
			directory: await station.directory()
		});
	const before = await look();
	await station.rebuildProjections();
	return isDeepStrictEqual(await look(), before) ? [] : [`${name} rebuilds other projections`];
}

/** The county's row of state, advanced change by change, is what the whole history folds to. */
function foldedOtherwise({ disk, county }: CountyHouse): string[] {
	const directory = county?.directory();
	if (!directory) return ['the county is down'];
	const wrong: string[] = [];
	for (const name of WRITTEN) {
		const kind: Kind<unknown> = kinds[name];
		for (const { doc, state } of disk.statesOf(name)) {
			const deeds = disk.changesOf(doc).flatMap(({ line, receipt }) => {
				const read = readChange(line);
				return read.ok ? deedOf({ change: read.change, receipt }, directory) : [];
			});
			const folded = deeds.reduce((so, deed) => kind.advance(so, deed), kind.start(doc));
			if (!isDeepStrictEqual(plain(folded), plain(state))) wrong.push(`the county folds another ${doc}`);
		}
	}
	return wrong;
}

function plain(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value));
}
