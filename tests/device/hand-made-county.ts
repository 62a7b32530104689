import { writeChange, type Change } from '../../src/lib/changes/change.ts';
import { signReceipts, type Receipt, type ReceiptSheet } from '../../src/lib/changes/receipt.ts';
import type { DirectoryAction, Role, UnitEntry } from '../../src/lib/documents/directory/actions.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { virtualTime } from '../support/virtual-time.ts';

export const COUNTY = { id: '532822', name: '勐海县' };
export const TOWNSHIP = '532822104';
export const VILLAGE = '532822104201';

const unit = (id: string, level: UnitEntry['level'], parent: string | null): UnitEntry => {
	return { id, level, name: id, short: id, parent, phone: null, address: null };
};

/** A county whose receipts are given by hand, one by one: it has a root, a receipt key and a directory, no server. */
export async function handMadeCounty(seed = 1) {
	const random = seededRandom(seed);
	const time = virtualTime();
	const makeSigner = async () => signerOf(await keyPairFromSeed(random.bytes(32)));
	const root = await makeSigner();
	const receiptKey = await makeSigner();
	const placed: { change: Change; receipt: Receipt }[] = [];
	const receipts = new Map<string, Receipt>();

	const doc = `directory/${COUNTY.id}`;
	const chain = { seq: 0, prev: null as string | null };

	/** The root writes into the directory, and the county has it at once. */
	async function say(...actions: DirectoryAction[]): Promise<Change[]> {
		const changes: Change[] = [];
		for (const action of actions) {
			const known = { epoch: 0, directory: 0, time: 0 };
			const place = { doc, device: 'root-device', seq: ++chain.seq, prev: chain.prev, seen: [], known };
			const change = await writeChange({ ...place, at: time.now() }, action, root, random);
			chain.prev = change.id;
			changes.push(change);
		}
		await place(...changes);
		return changes;
	}

	/** Gives places, in this order; a change that has one keeps it. */
	async function place(...changes: Change[]): Promise<ReceiptSheet> {
		for (const change of changes) {
			if (receipts.has(change.id)) continue;
			const receipt: Receipt = {
				id: change.id,
				epoch: 1,
				pos: placed.length + 1,
				time: time.now(),
				standing: 'ok'
			};
			receipts.set(change.id, receipt);
			placed.push({ change, receipt });
		}
		return sheet(...changes);
	}

	function sheet(...changes: Change[]): Promise<ReceiptSheet> {
		return signReceipts(
			changes.flatMap(({ id }) => receipts.get(id) ?? []),
			receiptKey
		);
	}

	/** A key that may enrol devices of the unit. */
	async function invite(of: string): Promise<Signer> {
		const signer = await makeSigner();
		await say({ type: 'invite', key: signer.key, unit: of, uses: 5, until: time.now() + 86_400_000 });
		return signer;
	}

	async function employ(clerk: string, at: string, role: Role): Promise<void> {
		await say(
			{ type: 'putClerk', clerk: { id: clerk, name: `办事员${clerk}`, account: clerk, phone: null } },
			{ type: 'grantRole', clerk, unit: at, role }
		);
	}

	const year = 366 * 86_400_000;
	await say(
		{ type: 'found', county: COUNTY.id, name: COUNTY.name },
		{ type: 'appointReceiptKey', key: receiptKey.key, from: time.now() - year, until: time.now() + year },
		{ type: 'putUnit', unit: unit(COUNTY.id, 'county', null) },
		{ type: 'putUnit', unit: unit(TOWNSHIP, 'township', COUNTY.id) },
		{ type: 'putUnit', unit: unit(VILLAGE, 'village', TOWNSHIP) }
	);
	await employ('ai', VILLAGE, 'agent');
	await employ('yu', VILLAGE, 'agent');
	await employ('wang', TOWNSHIP, 'window');

	return {
		doc,
		root: root.key,
		receiptKey,
		time,
		random,
		say,
		place,
		sheet,
		invite,
		makeSigner,
		hasPlaced: (change: Change) => receipts.has(change.id),
		/** Everything placed from one place in the sequence on. */
		from: (start: number) => placed.slice(start),
		directory: () => placed.filter(({ change }) => change.envelope.doc === doc).map(({ change }) => change)
	};
}

export type HandMadeCounty = Awaited<ReturnType<typeof handMadeCounty>>;
