import type { ChangeId } from '../changes/change.ts';
import { boundKey } from '../documents/directory/rights.ts';
import type { Database } from './database.ts';
import { readDirectory } from './projections.ts';
import { changeOfRow } from './rows.ts';
import { setting } from './settings.ts';

/** See `Station.forkedWork`. A `bindKey` is not among it: it bound a key to the name that was left. */
export async function forkedWork(db: Database): Promise<ChangeId[]> {
	const clerk = await setting(db, 'signedIn');
	if (clerk === null || (await setting(db, 'readingAnew'))) return [];
	const directory = await readDirectory(db);
	return (await db.quarantine.toArray())
		.filter(({ code }) => code === 'forked')
		.sort((a, b) => a.seq - b.seq)
		.flatMap((row) => {
			const change = changeOfRow(row);
			const author = change && boundKey(directory, change.envelope.author);
			return author?.clerk === clerk ? [row.id] : [];
		});
}
