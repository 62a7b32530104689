import type { Change, ChangeId } from '../src/lib/changes/change.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import type { RefusalCode } from '../src/lib/protocol/messages.ts';
import type { LogEntry } from './log/entry.ts';
import type { RecentRecord } from './recent-record.ts';
import type { Commit, DocumentState, Storage, StoredChange } from './storage/storage.ts';

export type Found =
	| { is: 'settled'; receipt: Receipt }
	| { is: 'waiting' }
	| { is: 'refused'; code: RefusalCode }
	| { is: 'unknown' };

/** The county's record as it will be when the commit that is being made is on disk. */
export interface CommitDraft {
	find(id: ChangeId): Found;
	/** The same for a change that has arrived; its place in its chain may tell without the disk that it is new. */
	findArrived(change: Change): Found;
	atSeq(device: string, seq: number): { id: ChangeId; refused: boolean } | null;
	stateOf(doc: string): DocumentState | null;
	/** Receipted changes of a document, by place. */
	settledOf(doc: string): ChangeId[];

	place(change: Change, receipt: Receipt): void;
	wait(change: Change): void;
	refuse(change: Change, code: RefusalCode): void;
	putState(doc: string, state: DocumentState): void;
	appendFeed(unit: string, change: ChangeId): void;

	/** What happened, in order, as the log tells it. */
	entries(): LogEntry[];
	/** All there is to write but for the log. */
	commit(): Omit<Commit, 'log'>;
	isEmpty(): boolean;
}

export function draftCommit(storage: Storage, recent: RecentRecord): CommitDraft {
	const found = new Map<ChangeId, Found>();
	const chains = new Map<string, { id: ChangeId; refused: boolean }>();
	const added = new Map<ChangeId, Change>();
	const refused = new Map<ChangeId, { change: Change; code: RefusalCode }>();
	const receipts = new Map<ChangeId, Receipt>();
	const settled = new Map<string, ChangeId[]>();
	const states = new Map<string, DocumentState>();
	const feed: Commit['feed'] = [];
	const entries: LogEntry[] = [];

	const link = ({ id, envelope }: Change, isRefused: boolean) => {
		const place = `${envelope.device} ${envelope.seq}`;
		const here = chains.get(place);
		if (!here || here.id === id) chains.set(place, { id, refused: isRefused });
	};

	function find(id: ChangeId): Found {
		const here = found.get(id);
		if (here) return here;
		const read = findOnDisk(id);
		found.set(id, read);
		return read;
	}

	function findOnDisk(id: ChangeId): Found {
		const receipt = recent.receiptOf(id);
		if (receipt) return { is: 'settled', receipt };
		const stored = storage.change(id);
		if (stored) return stored.receipt ? { is: 'settled', receipt: stored.receipt } : { is: 'waiting' };
		const refusal = storage.refusal(id);
		return refusal ? { is: 'refused', code: refusal.code } : { is: 'unknown' };
	}

	function findArrived({ id, envelope }: Change): Found {
		if (!found.has(id) && envelope.seq > recent.chainEnd(envelope.device).seq) {
			found.set(id, { is: 'unknown' });
		}
		return find(id);
	}

	function atSeq(device: string, seq: number): { id: ChangeId; refused: boolean } | null {
		const end = recent.chainEnd(device);
		if (seq === end.seq && end.id !== null) return { id: end.id, refused: false };
		const onDisk = seq > end.seq ? null : storage.atSeq(device, seq);
		return onDisk ?? chains.get(`${device} ${seq}`) ?? null;
	}

	function toStored(change: Change): StoredChange {
		const { doc, device, seq } = change.envelope;
		return { id: change.id, doc, device, seq, line: change.line, receipt: receipts.get(change.id) ?? null };
	}

	return {
		find,
		findArrived,
		atSeq,
		stateOf: (doc) => states.get(doc) ?? recent.stateOf(doc) ?? storage.stateOf(doc),
		settledOf: (doc) => [
			...storage.changesOf(doc).flatMap(({ id, receipt }) => (receipt ? [id] : [])),
			...(settled.get(doc) ?? [])
		],

		place(change, receipt) {
			const { id, envelope } = change;
			if (find(id).is === 'unknown') added.set(id, change);
			found.set(id, { is: 'settled', receipt });
			receipts.set(id, receipt);
			entries.push({ is: 'receipt', receipt });
			link(change, false);
			const ofDocument = settled.get(envelope.doc);
			if (ofDocument) ofDocument.push(id);
			else settled.set(envelope.doc, [id]);
		},
		wait(change) {
			added.set(change.id, change);
			found.set(change.id, { is: 'waiting' });
			entries.push({ is: 'waiting', id: change.id });
			link(change, false);
		},
		refuse(change, code) {
			added.delete(change.id);
			found.set(change.id, { is: 'refused', code });
			refused.set(change.id, { change, code });
			entries.push({ is: 'refusal', id: change.id, code });
			link(change, true);
		},
		putState: (doc, state) => void states.set(doc, state),
		appendFeed: (unit, change) => void feed.push({ unit, change }),

		entries: () => entries,
		commit: () => ({
			changes: [...added.values()].map(toStored),
			settled: [...receipts.values()].filter(({ id }) => !added.has(id)),
			refusals: [...refused.values()].map(({ change: { id, line, envelope }, code }) => ({
				id,
				device: envelope.device,
				seq: envelope.seq,
				code,
				line
			})),
			states: [...states].map(([doc, state]) => ({ doc, ...state })),
			feed
		}),
		isEmpty: () => added.size + refused.size + receipts.size === 0
	};
}
