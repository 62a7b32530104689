import { writeChange, type Change } from '../../src/lib/changes/change.ts';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import { signSealKey } from '../../src/lib/changes/seal-key.ts';
import type { DirectoryAction, UnitEntry } from '../../src/lib/documents/directory/actions.ts';
import { makeCaseNumber } from '../../src/lib/domain/case-number.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import { makeSealKey } from '../../src/lib/platform/sealed-file.ts';
import { createCounty, type County } from '../../sync-server/county.ts';
import { foundingChanges } from '../../sync-server/founding.ts';
import { promptSigner } from '../../sync-server/prompt-signer.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { virtualTime } from '../support/virtual-time.ts';
import { testDevice, type TestDevice } from './test-device.ts';
import { testLine, type TestLine } from './test-line.ts';

export const COUNTY = '532822';
export const DIRECTORY = `directory/${COUNTY}`;
export const DEPARTMENT = '532822MZ';
export const TOWN = '532822104';
export const VILLAGE = '532822104201';
export const OTHER_VILLAGE = '532822104202';

const units: UnitEntry[] = (
	[
		[COUNTY, 'county', null],
		[DEPARTMENT, 'department', COUNTY],
		[TOWN, 'township', COUNTY],
		[VILLAGE, 'village', TOWN],
		[OTHER_VILLAGE, 'village', TOWN]
	] as const
).map(([id, level, parent]) => ({ id, level, name: id, short: id, parent, phone: null, address: null }));

const staff = [
	{ clerk: 'agent', unit: VILLAGE, role: 'agent' },
	{ clerk: 'agent-two', unit: VILLAGE, role: 'agent' },
	{ clerk: 'other-agent', unit: OTHER_VILLAGE, role: 'agent' },
	{ clerk: 'window', unit: TOWN, role: 'window' },
	{ clerk: 'officer', unit: DEPARTMENT, role: 'officer' }
] as const;

/** Opens a case as an agent on the village's first device would; `block` for another. */
export function openingOf(block: number, unit = VILLAGE) {
	const random2 = new Uint8Array(2);
	return {
		type: 'open',
		number: makeCaseNumber({ unit, date: '2026-11-23', block, serial: 1, random2 }),
		item: { code: 'MZ-001', version: 'A'.repeat(43) },
		unit,
		by: 'self'
	};
}

export const opening = openingOf(1);

export const submitting = { type: 'submit', to: TOWN, form: 'A'.repeat(43), signature: [] };

/** Each unit may enrol three devices within a day. */
const INVITE = { uses: 3, lasts: 86_400_000 };

/** A county of five units and a few clerks, whose time, chance, commits and frames move only by hand. */
export async function smallCounty(wrap: (storage: Storage) => Storage = (storage) => storage) {
	const time = virtualTime();
	const random = seededRandom(1);
	const storage = wrap(openSqlite(':memory:'));
	const scheduled: (() => void)[] = [];
	const failures: unknown[] = [];
	const lines: TestLine[] = [];
	const newSigner = async () => signerOf(await keyPairFromSeed(random.bytes(32)));
	const root = await newSigner();
	const receiptSigner = await promptSigner(random.bytes(32));
	const sealKey = await makeSealKey();
	const sealNote = await signSealKey(COUNTY, sealKey.recipient, receiptSigner);
	const invites = new Map<string, Signer>();
	for (const { id } of units) invites.set(id, await newSigner());
	const rootChain = { seq: 0, id: null as string | null };

	/** A process of this county on a disk. */
	function open(disk: Storage): County {
		return createCounty({
			county: COUNTY,
			storage: disk,
			clock: time,
			random,
			receiptSigner,
			sealKey: { note: sealNote, pair: sealKey },
			schedule: (work) => void scheduled.push(work),
			onFailure: (error) => void failures.push(error)
		});
	}

	async function openLine(): Promise<TestLine> {
		const line = await testLine(town.county);
		lines.push(line);
		return line;
	}

	/** Lets one group commit happen; false when nothing has gathered. */
	function commit(): boolean {
		const work = scheduled.shift();
		work?.();
		return work !== undefined;
	}

	/** Lets frames arrive and commits happen until all is still. */
	async function settle(): Promise<void> {
		do for (const line of lines) await line.settle();
		while (commit());
	}

	/** The same until `work` is done. */
	async function through<T>(work: Promise<T>): Promise<T> {
		const state = { done: false };
		const finish = () => void (state.done = true);
		work.then(finish, finish);
		while (!state.done) {
			await new Promise((resolve) => setImmediate(resolve));
			commit();
		}
		return work;
	}

	/** The root writes into the directory. */
	async function decree(...actions: DirectoryAction[]): Promise<void> {
		const changes: Change[] = [];
		for (const action of actions) {
			const place = {
				doc: DIRECTORY,
				device: 'root-later',
				seq: rootChain.seq + 1,
				prev: rootChain.id,
				seen: [],
				known: { epoch: 0, directory: 0, time: 0 },
				at: time.now()
			};
			const change = await writeChange(place, action, root, random);
			Object.assign(rootChain, { seq: place.seq, id: change.id });
			changes.push(change);
		}
		await through(town.county.record(changes));
	}

	/** The process dies with all that was not committed, and starts again on the same disk. */
	function restart(): void {
		for (const line of lines.splice(0)) line.pair.cut();
		scheduled.length = 0;
		town.county = open(storage);
	}

	function inviteOf(unit: string): Signer {
		const invite = invites.get(unit);
		if (!invite) throw new Error(`no such unit: ${unit}`);
		return invite;
	}

	/** A new device that has not enrolled, and the change that would enrol it. */
	async function newDevice(unit: string, clerk: string, id = `device-of-${clerk}`) {
		const keys = { signer: await newSigner(), clerkSigner: await newSigner() };
		const device = testDevice({ id, clerk, ...keys }, { clock: time, random, openLine });
		const enrol = { type: 'enrol', device: id, key: device.signer.key, name: id };
		const first = await device.write(DIRECTORY, enrol, { signer: inviteOf(unit) });
		return { device, first };
	}

	/** A device of a unit, enrolled, with a key of the clerk's bound on it. */
	async function enrol(unit: string, clerk: string, id?: string): Promise<TestDevice> {
		const { device, first } = await newDevice(unit, clerk, id);
		const enrolled = await through(town.county.enrol(first.line));
		if (!enrolled.ok) throw new Error(enrolled.code);
		device.takeReceipts((await verifyReceipts(enrolled.sheet)) ?? [], enrolled.lines);
		town.county.signIns.remember(device.id, clerk);
		const binding = { type: 'bindKey', clerk, key: device.clerkSigner.key };
		const bind = await device.write(DIRECTORY, binding, { signer: device.signer });
		await through(town.county.record([bind]));
		const receipt = storage.change(bind.id)?.receipt;
		if (!receipt) throw new Error('the key was not bound');
		device.takeReceipts([receipt], [bind.line]);
		return device;
	}

	const tools = {
		sealKey,
		open,
		commit,
		settle,
		through,
		decree,
		restart,
		newDevice,
		enrol,
		openLine,
		newSigner,
		inviteOf
	};
	const town = { time, random, storage, failures, root, receiptSigner, county: open(storage), ...tools };

	town.county.signIns.remember('command-line', 'admin');
	const [invite, key, adminKey] = [await newSigner(), await newSigner(), await newSigner()];
	const founding = {
		county: { id: COUNTY, name: '勐海县' },
		units,
		root,
		receiptKey: receiptSigner.key,
		admin: { id: 'admin', name: '管理员', account: 'admin', phone: null },
		commandLine: { device: 'command-line', invite, key, adminKey },
		more: [
			...staff.flatMap(({ clerk, unit, role }): DirectoryAction[] => [
				{ type: 'putClerk', clerk: { id: clerk, name: clerk, account: clerk, phone: null } },
				{ type: 'grantRole', clerk, unit, role }
			]),
			...[...invites].map(([unit, invited]): DirectoryAction => {
				return {
					type: 'invite',
					key: invited.key,
					unit,
					uses: INVITE.uses,
					until: time.now() + INVITE.lasts
				};
			})
		]
	};
	await through(town.county.record(await foundingChanges(founding, time, random)));
	return town;
}

export type SmallCounty = Awaited<ReturnType<typeof smallCounty>>;
