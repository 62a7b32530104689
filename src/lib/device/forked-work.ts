import type { ChangeId } from '../changes/change.ts';
import type { Database } from './database.ts';
import { writtenByHand } from './redo.ts';
import { changeOfRow } from './rows.ts';
import { setting } from './settings.ts';

/** See `Station.forkedWork`. A `bindKey` is not among it: it bound a key to the name that was left. */
export async function forkedWork(db: Database): Promise<ChangeId[]> {
	if (await setting(db, 'readingAnew')) return [];
	const isMine = await writtenByHand(db);
	return (await db.quarantine.toArray())
		.filter(({ code }) => code === 'forked')
		.sort((a, b) => a.seq - b.seq)
		.flatMap((row) => (isMine(changeOfRow(row)) ? [row.id] : []));
}
