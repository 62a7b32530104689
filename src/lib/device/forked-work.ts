import type { ChangeId } from '../changes/change.ts';
import type { Database } from './database.ts';
import { writtenByHand } from './redo.ts';
import { changeOfRow } from './rows.ts';
import { setting } from './settings.ts';

/** How a change comes to lie in quarantine that its device wrote after it was restored. */
const LEFT: readonly string[] = ['forked', 'seq-taken', 'chain-broken', 'depends-on-refused'];

/** See `Station.forkedWork`. A `bindKey` is not among it: it bound a key to the name that was left. */
export async function forkedWork(db: Database): Promise<ChangeId[]> {
	if (await setting(db, 'readingAnew')) return [];
	const isMine = await writtenByHand(db);
	const now = (await setting(db, 'identity'))?.device;
	return (await db.quarantine.toArray())
		.filter(({ code, device }) => device !== now && LEFT.includes(code))
		.sort((a, b) => a.seq - b.seq)
		.flatMap((row) => (isMine(changeOfRow(row)) ? [row.id] : []));
}
