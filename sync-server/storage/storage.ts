import type { Receipt } from '../../src/lib/changes/receipt.ts';
import type { Holdings, RefusalCode } from '../../src/lib/protocol/messages.ts';

/** The county was restored from a backup whose last place was `base`, and goes on from there in a new epoch. */
export type Restore = { epoch: number; base: number };

/** The setting that holds `Restore[]` as JSON, oldest first. */
export const RESTORES = 'restores';

/** One change as the county keeps it. */
export type StoredChange = {
	id: string;
	doc: string;
	device: string;
	seq: number;
	line: string;
	/** Null while it waits for what it builds on. */
	receipt: Receipt | null;
};

export type StoredRefusal = { id: string; device: string; seq: number; code: RefusalCode; line: string };

/** Where a device's chain stands at the county: the last seq in an unbroken run, refused ones included. */
export type ChainHead = { seq: number; id: string | null };

/** A document as its kind folds it, and the units whose feed it is in. */
export type DocumentState = { pos: number; state: unknown; readers: string[] };

export type FeedRow = { cursor: number; change: StoredChange };

/** One of the county's devices as it was last heard of. */
export type Contact = {
	device: string;
	/** County time, ms. */
	lastSeen: number;
	cursor: number;
	release: number;
	/** What it told last and when, county time, ms; null for a device that never told. */
	report: (Holdings & { time: number }) | null;
};

/** Where the log ends: what it goes on from (`log/tree.ts`), and the county's signed checkpoint of it. */
export type LogHead = { size: number; frontier: string; upto: string; note: string };

/** What a commit adds to the log, and its head with it. */
export type LogExtension = { rows: { entry: string; upto: string }[]; head: LogHead };

/** Everything one group commit writes. All of it is on disk when `commit` returns, or none. */
export type Commit = {
	changes: StoredChange[];
	/** Changes stored earlier that now get their place. */
	settled: Receipt[];
	/** Also of changes stored earlier that waited: they move from the ones to the others. */
	refusals: StoredRefusal[];
	states: ({ doc: string } & DocumentState)[];
	/** Rows to append to the feeds of units (`*` is every unit's), in order; a row already there is passed over. */
	feed: { unit: string; change: string }[];
	/** Null where nothing happened that the log tells. */
	log: LogExtension | null;
};

export function emptyCommit(): Commit {
	return { changes: [], settled: [], refusals: [], states: [], feed: [], log: null };
}

/**
 * The county's disk. One interface, one contract suite (`tests/contracts/storage.ts`), so that a second
 * implementation can stand beside SQLite. Methods answer from what is committed.
 */
export interface Storage {
	commit(commit: Commit): void;

	/**
	 * The county's present epoch, and the last place given with its time (ms; 0 before the first). Another process may begin
	 * an epoch (`restore/`): a commit that was made in one that has ended throws.
	 */
	sequence(): { epoch: number; pos: number; time: number };
	/** P54: each epoch after the first, with the place up to which its record is that of the one before. */
	restores(): Restore[];
	change(id: string): StoredChange | null;
	refusal(id: string): StoredRefusal | null;
	/** What stands at one place of a device's chain: a change, else the first refusal there. */
	atSeq(device: string, seq: number): { id: string; refused: boolean } | null;
	chainHead(device: string): ChainHead;
	/** The highest seq that anything of the device has, waiting and refused ones too; 0 for none. */
	lastSeq(device: string): number;
	/** Every change of a document, settled ones by place, then waiting ones. */
	changesOf(doc: string): StoredChange[];
	/** Stored changes that have no place yet. */
	waiting(): StoredChange[];

	stateOf(doc: string): DocumentState | null;
	/** Every document of one kind (`case`, `directory`). */
	statesOf(kind: string): Iterable<{ doc: string } & DocumentState>;
	/** How many cases there are by `stage` and `holder` of their state, or `origin` where nobody holds one yet. */
	caseCounts(): { stage: string; unit: string | null; cases: number }[];

	/** The numbers of all cases and bundles that have one, in no order: both come out of one block. */
	caseNumbers(): Iterable<string>;

	/** A unit's feed with `*`'s after a cursor, by cursor; changes of `except` left out. */
	feed(unit: string, after: number, limit: number, except: string | null): FeedRow[];
	feedEnd(): number;
	/** How many rows `feed` would still give. */
	feedLeft(unit: string, after: number, except: string | null): number;

	/** All feeds by cursor. */
	wholeFeed(): Iterable<{ cursor: number; unit: string; change: string }>;

	/** Null before the first entry. */
	logHead(): LogHead | null;
	/** The log's entries from the first on. */
	logEntries(): Iterable<string>;
	/** The last entry that tells of a release; null for none. */
	releaseEntry(): string | null;
	/** Every change that has a place, in the order of the places. */
	placed(): Iterable<StoredChange>;
	/** Every refusal, in the order of their arrival. */
	refusals(): Iterable<StoredRefusal>;

	/** Notes a contact; one without a report leaves the last report as it is. */
	touch(contact: Contact): void;
	contacts(): Contact[];

	/** PHC string of an account's password (Argon2id); null when it has none. */
	passwordOf(clerk: string): string | null;
	setPassword(clerk: string, phc: string): void;

	/** Small settings of the server: lineage of the catalogue, the current release … */
	setting(name: string): string | null;
	setSetting(name: string, value: string): void;

	close(): void;
}
