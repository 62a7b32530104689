import type { ChangeId } from '../src/lib/changes/change.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import type { Commit, DocumentState, Storage } from './storage/storage.ts';

/** The last that the county has of a device's chain; `id` is null where only the disk knows it. */
export type ChainEnd = { seq: number; id: ChangeId | null };

/**
 * What the newest commits wrote, kept at hand: the next change builds on it nearly always, and asking the disk
 * for it again cost more than all but its signature. Holds only what the disk holds and never changes again.
 */
export interface RecentRecord {
	receiptOf(id: ChangeId): Receipt | null;
	stateOf(doc: string): DocumentState | null;
	chainEnd(device: string): ChainEnd;
	/** After this commit is on the disk. */
	remember(commit: Commit): void;
}

const MOST_RECEIPTS = 20_000;
const MOST_STATES = 1000;

export function recentRecord(storage: Storage): RecentRecord {
	const receipts = new Map<ChangeId, Receipt>();
	const states = new Map<string, DocumentState>();
	/** One for each device that pushed. */
	const ends = new Map<string, ChainEnd>();

	function chainEnd(device: string): ChainEnd {
		const known = ends.get(device);
		if (known) return known;
		const end = { seq: storage.lastSeq(device), id: null };
		ends.set(device, end);
		return end;
	}

	function lengthen(device: string, seq: number, id: ChangeId | null): void {
		if (seq > chainEnd(device).seq) ends.set(device, { seq, id });
	}

	return {
		receiptOf: (id) => receipts.get(id) ?? null,
		stateOf: (doc) => states.get(doc) ?? null,
		chainEnd,
		remember(commit) {
			for (const { id, device, seq, receipt } of commit.changes) {
				if (receipt) keep(receipts, id, receipt, MOST_RECEIPTS);
				// What has no receipt may yet be refused; which refusal counts at a place is the disk's to say.
				lengthen(device, seq, receipt ? id : null);
			}
			for (const { device, seq } of commit.refusals) lengthen(device, seq, null);
			for (const receipt of commit.settled) keep(receipts, receipt.id, receipt, MOST_RECEIPTS);
			for (const { doc, ...state } of commit.states) keep(states, doc, state, MOST_STATES);
		}
	};
}

/** Over the limit what was kept longest ago goes. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}
