import { writeChange, type Body, type Change, type ChangeId } from '../changes/change.ts';
import { headsOf, type Placed } from '../changes/order.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock, Random } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { placedOf, readDirectory } from './projections.ts';
import { rowOfChange } from './rows.ts';
import { putSetting, setting } from './settings.ts';

/** What an author stands on: the end of the device's chain, and the document and directory as they are here. */
export type Ground = {
	head: { seq: number; id: string | null };
	placed: Placed[];
	directory: DirectoryState;
	known: { epoch: number; directory: number; time: number };
};

/** A change names no more heads than its form allows. */
const MOST_SEEN = 64;

export function readGround(db: Database, doc: string): Promise<Ground> {
	const tables = [db.settings, db.changes, db.receipts, db.directory];
	return db.transaction('r', tables, async () => {
		const directory = await readDirectory(db);
		return {
			head: (await setting(db, 'head')) ?? { seq: 0, id: null },
			placed: await placedOf(db, doc),
			directory,
			known: {
				epoch: (await setting(db, 'position'))?.epoch ?? 0,
				directory: directory.pos,
				time: (await setting(db, 'newestReceipt')) ?? 0
			}
		};
	});
}

/** Signs one change an action, each on top of the one before it. Stores nothing. */
export async function signChanges(
	to: { doc: string; device: string; signer: Signer; redoes?: ChangeId | undefined },
	ground: Ground,
	actions: Body['action'][],
	{ clock, random }: { clock: Clock; random: Random }
): Promise<Change[]> {
	const changes: Change[] = [];
	let { seq, id: prev } = ground.head;
	let seen = headsOf(ground.placed.map(({ change }) => change)).slice(0, MOST_SEEN);
	for (const action of actions) {
		const draft = {
			doc: to.doc,
			device: to.device,
			seq: ++seq,
			prev,
			seen,
			known: ground.known,
			at: clock.now(),
			redoes: to.redoes
		};
		const change = await writeChange(draft, action, to.signer, random);
		changes.push(change);
		prev = change.id;
		seen = [change.id];
	}
	return changes;
}

/** Adds the changes to record, chain and outbox, inside the caller's transaction. Fails where a seq is taken. */
export async function appendToChain(db: Database, changes: Change[], since: number): Promise<void> {
	const last = changes.at(-1);
	if (!last) return;
	await db.changes.bulkAdd(changes.map(rowOfChange));
	await db.outbox.bulkAdd(changes.map(({ id, envelope }) => ({ id, doc: envelope.doc, since })));
	await putSetting(db, 'head', { seq: last.envelope.seq, id: last.id });
}
