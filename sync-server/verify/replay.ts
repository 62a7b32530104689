import { DatabaseSync } from 'node:sqlite';
import { readChange, type Change, type ChangeId } from '../../src/lib/changes/change.ts';
import type { Receipt } from '../../src/lib/changes/receipt.ts';
import { startDirectory } from '../../src/lib/documents/directory/fold.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { kindOf } from '../../src/lib/documents/kinds.ts';
import { advance } from '../advance.ts';
import { draftCommit } from '../commit-draft.ts';
import { keyFault } from '../gate.ts';
import type { LogEntry } from '../log/entry.ts';
import { recentRecord } from '../recent-record.ts';
import { hashOfFeed, refold } from '../refold.ts';
import { readingOf, type Reading } from '../storage/read-sqlite.ts';
import { storageOn } from '../storage/sqlite.ts';
import { emptyCommit } from '../storage/storage.ts';
import { compareFeed, compareTables } from './compare-tables.ts';
import type { Finding, FindingCode } from './finding.ts';

/** Entries a commit. */
const AT_ONCE = 500;

export type Replayed = { directory: DirectoryState; findings: Finding[] };

/**
 * Does again in memory, with the county's own code, what the log says happened; then looks whether the tables that the
 * county derives from its record are the same. Lines and log must have been verified before.
 */
export function replay(actual: Reading, entries: LogEntry[]): Replayed {
	const db = new DatabaseSync(':memory:');
	const storage = storageOn(db);
	const expected = readingOf(db);
	// What follows a refused change in its chain may stand before it in the log of a folder that is older than its log.
	const refused = new Set(entries.flatMap((entry) => (entry.is === 'refusal' ? entry.id : [])));
	let directory = startDirectory();
	let recent = recentRecord(storage);
	let draft = draftCommit(storage, recent);
	let last: Receipt | null = null;

	function flush(): void {
		const commit = { ...draft.commit(), log: null };
		if (!draft.isEmpty()) storage.commit(commit);
		recent.remember(commit);
		draft = draftCommit(storage, recent);
	}

	function changeOf(id: ChangeId, table: 'changes' | 'refusals'): Change {
		const [row] = actual.rows(`SELECT line FROM ${table} WHERE id = ?`, id);
		const read = readChange(String(row?.['line']));
		if (!read.ok) throw new Error(`a verified change cannot be read: ${read.fault}`);
		return read.change;
	}

	function place(receipt: Receipt): FindingCode | null {
		const change = changeOf(receipt.id, 'changes');
		if (!follows(receipt, last) || !isAfterAllItKnew(change)) return 'unlawful-place';
		if (kindOf(change.envelope.doc) === null || keyFault(change, directory) !== null) return 'foreign-key';
		draft.place(change, receipt);
		directory = advance(draft, change, receipt, directory);
		last = receipt;
		return null;
	}

	/** P21, P30. */
	function isAfterAllItKnew({ envelope: { device, seq, prev, seen } }: Change): boolean {
		if ((seq === 1) !== (prev === null)) return false;
		const before = prev === null ? null : draft.atSeq(device, seq - 1);
		if (before && before.id !== prev) return false;
		const isSettled = (id: ChangeId) => draft.find(id).is === 'settled';
		return seen.every(isSettled) && (prev === null || refused.has(prev) || isSettled(prev));
	}

	function foldAnew({ feedEnd, feed }: LogEntry & { is: 'folded' }): Finding | null {
		flush();
		const other = compareFeed(actual, expected, feedEnd);
		if (hashOfFeed(feedUpTo(actual, feedEnd)) !== feed) {
			return other ?? { table: 'feeds', row: `1 to ${feedEnd}`, code: 'altered' };
		}
		if (other) {
			// Filled by older rules, which this code does not know: what is there is what the county signed.
			db.exec('DELETE FROM feeds');
			storage.commit({ ...emptyCommit(), feed: [...feedUpTo(actual, feedEnd)] });
		}
		refold(storage);
		recent = recentRecord(storage);
		draft = draftCommit(storage, recent);
		const [county] = storage.statesOf('directory');
		directory = (county?.state as DirectoryState | undefined) ?? startDirectory();
		return null;
	}

	function findingAt(entry: LogEntry): Finding | null {
		if (entry.is === 'waiting') draft.wait(changeOf(entry.id, 'changes'));
		if (entry.is === 'refusal') draft.refuse(changeOf(entry.id, 'refusals'), entry.code);
		if (entry.is === 'folded') return foldAnew(entry);
		if (entry.is !== 'receipt') return null;
		const code = place(entry.receipt);
		return code && { table: 'changes', row: entry.receipt.id, code };
	}

	try {
		for (const [i, entry] of entries.entries()) {
			const finding = findingAt(entry);
			if (finding) return { directory, findings: [finding] };
			if (i % AT_ONCE === AT_ONCE - 1) flush();
		}
		flush();
		return { directory, findings: compareTables(actual, expected) };
	} finally {
		db.close();
	}
}

/** P33, P54. */
function follows({ epoch, pos, time }: Receipt, last: Receipt | null): boolean {
	if (!last) return true;
	return time >= last.time && pos === last.pos + 1 && epoch >= last.epoch;
}

function* feedUpTo(reading: Reading, end: number) {
	const rows = reading.rows('SELECT cursor, unit, change FROM feeds WHERE cursor <= ? ORDER BY cursor', end);
	for (const { cursor, unit, change } of rows) {
		yield { cursor: Number(cursor), unit: String(unit), change: String(change) };
	}
}
