import { emptyCommit, type Storage } from '../storage/storage.ts';
import type { CountyLog } from './county-log.ts';
import type { LogEntry } from './entry.ts';

/**
 * Begins the log of a county whose record is older than its log: all that it has becomes its first entries, in one
 * commit. How they came to stand in it nobody can prove any more; that they change from here on, anybody.
 */
export function logWhatWasBefore(storage: Storage, log: CountyLog): void {
	if (storage.logHead() !== null) return;
	const entries: LogEntry[] = [];
	for (const { receipt } of storage.placed()) if (receipt) entries.push({ is: 'receipt', receipt });
	for (const { id } of storage.waiting()) entries.push({ is: 'waiting', id });
	for (const { id, code } of storage.refusals()) entries.push({ is: 'refusal', id, code });
	if (entries.length === 0) return;
	// Folded anew too, so that the log begins with states that it can prove.
	storage.setSetting('folded', '');
	storage.commit({ ...emptyCommit(), log: log.extend(entries) });
}
