import { readChange, type Change, type ChangeId, type Envelope } from '../src/lib/changes/change.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import { startDirectory } from '../src/lib/documents/directory/fold.ts';
import { entry } from '../src/lib/documents/directory/rights.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import type { Clock } from '../src/lib/platform/seams.ts';
import type { RefusalCode } from '../src/lib/protocol/messages.ts';
import { advance } from './advance.ts';
import { draftCommit, type CommitDraft } from './commit-draft.ts';
import { refusalOf } from './gate.ts';
import type { CountyLog } from './log/county-log.ts';
import { recentRecord } from './recent-record.ts';
import { standingOf } from './standing.ts';
import type { Storage } from './storage/storage.ts';
import { waitingChanges, type WaitingChanges } from './waiting-changes.ts';

/** A change whose form, body hash and signature are right, and the device whose proven line brought it. */
export type Arrival = { change: Change; from: string | null };

export type Answer =
	| { is: 'settled'; id: ChangeId; receipt: Receipt }
	| { is: 'waiting'; id: ChangeId; missing: ChangeId[] }
	| { is: 'refused'; id: ChangeId; code: RefusalCode }
	/** P35: not kept, as too much of its device waits already. It may come again. */
	| { is: 'left-out'; id: ChangeId };

export type Taken = {
	/** One for each arrival, in their order. */
	answers: Answer[];
	/** What became of changes that came earlier and waited, and whose they are. */
	later: { device: string; answer: Answer }[];
	/** Units whose feed has grown. */
	fed: ReadonlySet<string>;
};

export interface Sequencer {
	directory(): DirectoryState;
	/** P54: whether another process has begun a new epoch since it was asked last; then all is read anew. */
	wasRestored(): boolean;
	/**
	 * Judges, places and folds the arrivals and commits them together; when it returns all is on disk. Throws
	 * when the disk fails: then nothing has happened.
	 */
	take(arrivals: Arrival[]): Taken;
}

/** A device whose line was cut for weeks has some hundreds that wait for another's, which came by a stick. */
export const MOST_WAITING = 2000;

export type SequencerSetting = {
	county: string;
	storage: Storage;
	log: CountyLog;
	clock: Clock;
	signedIn: (device: string, clerk: string) => boolean;
};

export function createSequencer({ county, storage, log, clock, signedIn }: SequencerSetting): Sequencer {
	const document = `directory/${county}`;
	let recent = recentRecord(storage);
	let directory = storedDirectory();
	let waiting = storedWaiting();
	let { epoch } = storage.sequence();
	let told = epoch;
	/** What is in memory is ahead of a disk that failed. */
	let isAhead = false;

	/** What is in memory is of the disk as it was; another process may have restored a backup. */
	function readAnew(now: number): void {
		recent = recentRecord(storage);
		directory = storedDirectory();
		waiting = storedWaiting();
		epoch = now;
		isAhead = false;
	}

	function storedDirectory(): DirectoryState {
		return (storage.stateOf(document)?.state as DirectoryState | undefined) ?? startDirectory();
	}

	function storedWaiting(): WaitingChanges {
		const those = waitingChanges();
		for (const { line } of storage.waiting()) {
			const read = readChange(line);
			if (!read.ok) throw new Error(`a stored change cannot be read: ${read.fault}`);
			those.add(read.change, missingOf(read.change, draftCommit(storage, recent)));
		}
		return those;
	}

	function take(arrivals: Arrival[]): Taken {
		const start = storage.sequence();
		if (isAhead || start.epoch !== epoch) readAnew(start.epoch);
		const draft = draftCommit(storage, recent);
		// The county's clock may be set back; its record's time never runs backwards.
		const time = Math.max(clock.now(), start.time);
		const turnedAway = new Map<ChangeId, RefusalCode>();
		const leftOut = new Set<ChangeId>();
		const touched = new Map<ChangeId, Change>();
		let pos = start.pos;

		function judge({ change, from }: Arrival): void {
			if (draft.findArrived(change).is !== 'unknown') return;
			const code = refusalOf(change, {
				county,
				directory,
				epoch: start.epoch,
				time: start.time,
				atSeq: (device, seq) => draft.atSeq(device, seq),
				signedIn
			});
			if (code === null) settle([change]);
			else if (isOf(change.envelope, from)) settle(refuse(change, code));
			else turnedAway.set(change.id, code);
		}

		/** P26: only the device itself can use up a place of its chain. */
		function isOf({ device, author }: Envelope, from: string | null): boolean {
			return (
				from === device ||
				entry(directory.keys, author)?.device === device ||
				entry(directory.devices, device)?.key === author
			);
		}

		/** Each of these answers what may go on now. */
		function refuse(change: Change, code: RefusalCode): Change[] {
			waiting.remove(change);
			draft.refuse(change, code);
			touched.set(change.id, change);
			return waiting.wokenBy(change);
		}

		function place(change: Change): Change[] {
			waiting.remove(change);
			const { id } = change;
			const standing = standingOf(change, directory, start.epoch);
			const receipt: Receipt = { id, epoch: start.epoch, pos: ++pos, time, standing };
			draft.place(change, receipt);
			touched.set(id, change);
			directory = advance(draft, change, receipt, directory);
			return waiting.wokenBy(change);
		}

		function wait(change: Change, missing: ChangeId[]): Change[] {
			const isNew = draft.find(change.id).is === 'unknown';
			if (isNew && waiting.countOf(change.envelope.device) >= MOST_WAITING) {
				leftOut.add(change.id);
				return [];
			}
			if (isNew) draft.wait(change);
			waiting.add(change, missing);
			return [];
		}

		function settle(queue: Change[]): void {
			for (let change = queue.shift(); change; change = queue.shift()) {
				// Whoever waited for two of these is woken twice.
				const { is } = draft.find(change.id);
				if (is === 'settled' || is === 'refused') continue;
				const next = nextFor(change, draft);
				if (next === 'place') queue.push(...place(change));
				else if (typeof next === 'string') queue.push(...refuse(change, next));
				else queue.push(...wait(change, next.missing));
			}
		}

		function answerFor(id: ChangeId): Answer {
			const code = turnedAway.get(id);
			if (code !== undefined) return { is: 'refused', id, code };
			const found = draft.find(id);
			if (found.is === 'settled') return { is: 'settled', id, receipt: found.receipt };
			if (found.is === 'refused') return { is: 'refused', id, code: found.code };
			if (leftOut.has(id)) return { is: 'left-out', id };
			return { is: 'waiting', id, missing: waiting.missingFor(id) };
		}

		for (const arrival of arrivals) judge(arrival);
		const commit = { ...draft.commit(), log: log.extend(draft.entries()) };
		if (!draft.isEmpty()) {
			storage.commit(commit);
			recent.remember(commit);
		}

		const arrived = new Set(arrivals.map(({ change }) => change.id));
		const others = [...touched.values()].filter(({ id }) => !arrived.has(id));
		return {
			answers: arrivals.map(({ change }) => answerFor(change.id)),
			later: others.map(({ id, envelope }) => ({ device: envelope.device, answer: answerFor(id) })),
			fed: new Set(commit.feed.map(({ unit }) => unit))
		};
	}

	return {
		directory() {
			if (isAhead) readAnew(storage.sequence().epoch);
			return directory;
		},
		wasRestored() {
			const now = storage.sequence().epoch;
			if (now !== epoch) readAnew(now);
			const was = now !== told;
			told = now;
			return was;
		},
		take(arrivals) {
			try {
				return take(arrivals);
			} catch (error) {
				// Not now: the disk that has just failed would have to be read.
				isAhead = true;
				throw error;
			}
		}
	};
}

/** P30, P31, P32: a place once the chain and all it has seen have theirs; never after what was refused. */
function nextFor(
	change: Change,
	draft: CommitDraft
): 'place' | 'chain-broken' | 'depends-on-refused' | { missing: ChangeId[] } {
	const { device, seq, prev, seen } = change.envelope;
	const before = seq > 1 ? draft.atSeq(device, seq - 1) : null;
	if (before && before.id !== prev) return 'chain-broken';
	if (seen.some((id) => draft.find(id).is === 'refused')) return 'depends-on-refused';
	const missing = missingOf(change, draft);
	return missing.length === 0 ? 'place' : { missing };
}

/** A refused change keeps its place in the chain, so what follows it there goes on. */
function missingOf({ envelope: { prev, seen } }: Change, draft: CommitDraft): ChangeId[] {
	const missing = seen.filter((id) => draft.find(id).is !== 'settled');
	if (prev === null || missing.includes(prev)) return missing;
	const before = draft.find(prev).is;
	return before === 'settled' || before === 'refused' ? missing : [prev, ...missing];
}
