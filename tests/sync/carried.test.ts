import { expect, test, vi } from 'vitest';
import { signSealKey } from '../../src/lib/changes/seal-key.ts';
import { readCarriedHead } from '../../src/lib/domain/carried-head.ts';
import { makeSealKey, sealTo } from '../../src/lib/platform/sealed-file.ts';
import { takeAnswer } from '../../src/lib/sync/take-answer.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { enrolledStation } from '../device/enrolled-station.ts';
import { handMadeCounty, VILLAGE as HAND_MADE_VILLAGE } from '../device/hand-made-county.ts';
import { COUNTY, OTHER_VILLAGE, VILLAGE } from '../sync-server/small-county.ts';
import { carrying } from './carrying.ts';
import { countyAndStations, isUpToDate, PASSWORD, type Desk } from './county-and-stations.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const NAME = '岩温香';

/** A village that is cut off with a case of three changes and a photograph on its tablet. */
async function cutOffVillage() {
	const world = await countyAndStations();
	const village = await world.desk(VILLAGE, 'agent');
	cut(village);
	await openAtVillage(village.station, 'case/01A');
	await note(village.station, 'case/01A', NAME);
	await note(village.station, 'case/01A', '二');
	const kept = await village.station.keepPhotograph(new Uint8Array(5000).fill(7), 'image/jpeg');
	if (!kept.ok) throw new Error(kept.code);
	const { carry, photographsThere } = await carrying(world);
	return { ...world, village, carry, photographsThere, hash: kept.photograph.hash };
}

function cut({ wire }: Desk): void {
	wire.isUp = false;
	wire.line?.cut();
}

async function parcelOf({ station }: Desk): Promise<Uint8Array<ArrayBuffer>> {
	const made = await station.makeParcel();
	if (!made.ok) throw new Error(made.code);
	return new Uint8Array(await made.file.arrayBuffer());
}

/** What goes back to the device, without its head. */
function noteOf(file: string): string {
	const read = readCarriedHead(new TextEncoder().encode(file));
	if (read?.head.kind !== 'answer') throw new Error(`no answer: ${file.slice(0, 60)}`);
	return file.slice(file.indexOf('\n') + 1);
}

async function placeOf({ station }: Desk, doc: string) {
	return (await station.caseRows()).find((row) => row.doc === doc)?.place;
}

test('P57 P58 what a village without a line did comes to the county by a stick, and its receipts come back the same way', async () => {
	const { town, village, carry, photographsThere, hash } = await cutOffVillage();
	const file = await parcelOf(village);
	expect(readCarriedHead(file)?.head).toMatchObject({ kind: 'parcel', changes: 3, photographs: 1 });
	expect(new TextDecoder().decode(file)).not.toContain(NAME);
	expect(await placeOf(village, 'case/01A')).toBe('here');

	const answer = await carry(file);
	expect(town.storage.stateOf('case/01A')).not.toBeNull();
	expect(await photographsThere()).toEqual([hash]);
	expect(await takeAnswer(village.station, COUNTY, noteOf(answer))).toEqual({
		ok: true,
		receipts: 3,
		refusals: 0,
		waiting: 0,
		photographs: 1
	});
	expect(await placeOf(village, 'case/01A')).toBe('county');
	expect(await village.station.outbox(1)).toEqual([]);
	expect(await village.station.unsentPhotographs()).toEqual([]);
	expect(await village.station.makeParcel()).toEqual({ ok: false, code: 'nothing-waits' });
});

test('P57 the same parcel twice, and what the line brought meanwhile, change nothing and are answered the same', async () => {
	const { town, village, carry, until } = await cutOffVillage();
	const file = await parcelOf(village);
	const first = noteOf(await carry(file));
	const { pos } = town.storage.sequence();
	expect(noteOf(await carry(file))).toBe(first);
	village.wire.isUp = true;
	village.line.wake();
	await until(() => isUpToDate(town, village));
	expect(noteOf(await carry(file))).toBe(first);
	expect(town.storage.sequence().pos).toBe(pos);
	expect(await takeAnswer(village.station, COUNTY, first)).toMatchObject({ ok: true, receipts: 3 });
	expect(await takeAnswer(village.station, COUNTY, first)).toMatchObject({ ok: true, receipts: 3 });
	expect(await placeOf(village, 'case/01A')).toBe('county');
});

test('P58 a locked device takes no answer, for it could keep nothing of it; opened it takes the same', async () => {
	const { village, carry, hash } = await cutOffVillage();
	const answer = noteOf(await carry(await parcelOf(village)));
	await village.station.signOut();
	expect(await takeAnswer(village.station, COUNTY, answer)).toEqual({ ok: false, code: 'locked' });
	expect(await village.station.unsentPhotographs()).toEqual([hash]);
	expect(await village.station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	expect(await takeAnswer(village.station, COUNTY, answer)).toMatchObject({ ok: true, receipts: 3 });
	expect(await placeOf(village, 'case/01A')).toBe('county');
});

test('P57 of a parcel that is damaged, cut off, of another county or no parcel at all nothing is taken', async () => {
	const { town, village, carry } = await cutOffVillage();
	const file = await parcelOf(village);
	const before = town.storage.sequence().pos;
	const altered = file.slice();
	altered[altered.length - 3000] = (altered[altered.length - 3000] ?? 0) ^ 1;
	expect(await carry(altered)).toBe('damaged');
	expect(await carry(file.slice(0, -1))).toBe('damaged');
	expect(await carry(file.slice(0, -20))).toBe('damaged');
	const text = new TextDecoder('latin1').decode(file.slice(0, 200));
	const foreign = file.slice();
	foreign.set(new TextEncoder().encode('532899'), text.indexOf('532822'));
	expect(await carry(foreign)).toBe('other-county');
	expect(await carry(new TextEncoder().encode('PK\n'))).toBe('not-a-parcel');
	expect(town.storage.sequence().pos).toBe(before);
	expect(town.storage.stateOf('case/01A')).toBeNull();
});

test('P26 P57 a parcel that somebody made up takes no place of another’s chain and gets no receipt', async () => {
	const { town, village, carry, during, until } = await cutOffVillage();
	const file = await parcelOf(village);
	const [honest] = await village.station.outbox(1);
	const forged = (honest?.line ?? '').replace('"at":', '"at":1');
	const head = new TextDecoder().decode(file.slice(0, file.indexOf(0x0a) + 1));
	const identity = await village.station.identity();
	const contents = `${JSON.stringify({ device: identity?.device, changes: 2, photographs: [] })}\n${forged}\n不是\n`;
	const sealed = await sealTo(
		town.sealKey.recipient,
		new ReadableStream({
			start(out) {
				out.enqueue(new TextEncoder().encode(contents));
				out.close();
			}
		})
	);
	const made = new Uint8Array(await new Blob([head, await new Response(sealed).blob()]).arrayBuffer());
	const answer = noteOf(await carry(made));
	expect(answer).toContain('wrong-signature');
	expect(answer).toContain('malformed');
	expect(await during(takeAnswer(village.station, COUNTY, answer))).toMatchObject({ ok: true, receipts: 0 });
	village.wire.isUp = true;
	village.line.wake();
	await until(() => isUpToDate(town, village));
	expect(await placeOf(village, 'case/01A')).toBe('county');
});

test('P58 an answer that the county did not sign, or that is about another device, changes nothing here', async () => {
	const { village, carry, desk } = await cutOffVillage();
	const answer = noteOf(await carry(await parcelOf(village)));
	expect(await takeAnswer(village.station, COUNTY, answer.replace('"waiting":0', '"waiting":1'))).toEqual({
		ok: false,
		code: 'not-the-county'
	});
	expect(await takeAnswer(village.station, COUNTY, 'nothing')).toEqual({ ok: false, code: 'not-the-county' });
	const other = await desk(OTHER_VILLAGE, 'other-agent');
	expect(await takeAnswer(other.station, COUNTY, answer)).toEqual({ ok: false, code: 'other-device' });
	expect(await placeOf(village, 'case/01A')).toBe('here');
});

test('P56 a key that no receipt key of the county signed is passed over: what is sealed later still opens at the county', async () => {
	const { town, village, carry } = await cutOffVillage();
	const stranger = await makeSealKey();
	await village.station.takeSealKey(await signSealKey(COUNTY, stranger.recipient, town.root));
	await village.station.takeSealKey('no note');
	expect(readCarriedHead(new TextEncoder().encode(await carry(await parcelOf(village))))?.head).toMatchObject(
		{
			kind: 'answer',
			changes: 3
		}
	);
});

test('P56 a device that has not heard of the key yet makes no parcel', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, HAND_MADE_VILLAGE, 'ai');
	await openAtVillage(station, 'case/01A');
	expect(await station.makeParcel()).toEqual({ ok: false, code: 'no-seal-key' });
});
