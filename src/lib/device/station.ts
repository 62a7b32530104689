import type { Change, ChangeId } from '../changes/change.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock, Random } from '../platform/seams.ts';
import type { BundleAction } from '../documents/bundle/actions.ts';
import type { BundleState, Member } from '../documents/bundle/state.ts';
import type { CaseAction, CaseActions, Photograph } from '../documents/case/actions.ts';
import type { Standing } from '../documents/case/people.ts';
import type { CaseState, Conflict, Stage } from '../documents/case/state.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import type { DirectoryAction } from '../documents/directory/actions.ts';
import type { DirectoryState, Role } from '../documents/directory/state.ts';
import type { PersonIdentity } from '../domain/person-identity.ts';
import type { DiskFault } from './stored.ts';

/** What the county made of this device when it enrolled. */
export type Identity = {
	device: string;
	unit: string;
	county: { id: string; name: string };
	/** Fingerprint of the county: its root key. */
	root: string;
	/** This enrolment's block in case numbers. */
	block: number;
};

/** The clerk whose hand is on this device now. Stays so offline, until someone else takes over. */
export type SignedIn = {
	clerk: string;
	name: string;
	/** The clerk's key on this device. */
	key: string;
	/** At this device's unit. */
	roles: Role[];
};

/** Why this device may write no more under its name; after a fork it can enrol anew. */
export type Ended = 'forked' | 'revoked';

/**
 * A change that is no part of its document: refused by the county's gate or left by a fork. `mine`: the signed-in clerk
 * wrote it.
 */
export type Refused = { id: ChangeId; doc: string; code: string; at: number; mine: boolean };

/** Where a piece of work is. `here`: only on this device. `county`: receipted. `needs-you`: refused, conflict, or set aside. */
export type Place = 'here' | 'county' | 'needs-you';

/** One line of a list: what lists sort and filter by, and the face, which names a person. All of it is sealed on the disk. */
export type CaseRow = {
	doc: string;
	stage: Stage;
	/** What was decided; null before that. */
	outcome: CaseActions['decide']['outcome'] | null;
	origin: string | null;
	holder: string | null;
	offeredTo: string | null;
	itemCode: string | null;
	/** The bundle (一件事) that it is a part of. */
	bundle: { doc: string; code: string } | null;
	/** What was asked for in a correction has come, and waits to be looked at. */
	supplemented: boolean;
	/** Legal or promised date by which the next thing must be done (`YYYY-MM-DD`), and what runs out then. */
	due: { date: string; for: 'tell-gaps' | 'decide' | 'deliver' | 'correct'; confirmed: boolean } | null;
	/** Device or county time of the newest change, ms. */
	changedAt: number;
	place: Place;
	/** Changes of this case that the county has not receipted. */
	onlyHere: number;
	face: { number: string | null; applicantName: string | null; idLastFour: string | null };
};

export type CaseView = {
	state: CaseState;
	conflicts: Conflict[];
	place: Place;
	/** Ids of its changes that the county has not receipted. */
	onlyHere: ChangeId[];
	/** Its changes that are no part of it, also those that the disk spoiled (`malformed`). */
	refused: (Omit<Refused, 'doc'> & { type: string })[];
	/** False when this unit gets no more of it: shown "as of" `changedAt`. */
	current: boolean;
	changedAt: number;
};

/** Where a value about a person comes from: the case, the unit that wrote it down, and when (ms, county time where known). */
export type Source = { doc: string; number: string | null; unit: string | null; at: number };

/** Someone who stood in a case with the person: its applicant, proxy or family. */
export type Kin = {
	key: string;
	name: string;
	/** In the form's words (女儿); null where none was said, as between two who are not the applicant. */
	relation: string | null;
	/** Whom the word describes: `kin`, she is the person's 女儿; `person`, the person is their 女儿. */
	describes: 'kin' | 'person';
	source: Source;
};

/** Someone whom cases on this device name with an identity number (F045). Can be lost at any time. */
export type Person = {
	/** Means something on this device only, so it may stand in an address. */
	key: string;
	identity: PersonIdentity;
	/** As written last. */
	name: string;
	/** Newest value by field without its prefix (`name`, `phone`, `address` …), with where and when it was written. */
	known: Record<string, { value: string; source: Source }>;
	/** Newest first; `at` is the time of the case's newest change, ms. */
	cases: { doc: string; number: string | null; as: Standing; at: number }[];
	/** Newest first, each once: by the newest case that says a relation. */
	kin: Kin[];
};

/** One bundle (一件事) of a list. How far it is, the rows of its cases say. */
export type BundleRow = {
	doc: string;
	number: string | null;
	/** Code and version in the catalogue. */
	bundle: { code: string; version: string } | null;
	origin: string | null;
	members: Member[];
	/** Device or county time of the parent's newest change, ms. */
	changedAt: number;
	place: Place;
	/** Changes of the parent that the county has not receipted. */
	onlyHere: number;
};

export type BundleView = {
	state: BundleState;
	/** Deeds that were set aside, and that a person must settle. */
	conflicts: { deed: ChangeId; type: string; code: SetAsideCode }[];
	row: BundleRow;
	/** Those of its cases that are on this device, by document. */
	cases: Record<string, CaseRow>;
	/** False when this unit gets no more of it. */
	current: boolean;
};

/** What is to be written on one document, made from its newest state. */
export type Writing =
	| { doc: string; onCase: (state: CaseState) => CaseAction[] }
	| { doc: string; onBundle: (state: BundleState) => BundleAction[] };

/** What someone has typed and not finished; kept at every key, for this clerk. */
export type CaseDraft = {
	id: string;
	clerk: string;
	/** The case's document, known from the start: its QR is on the receipt. */
	doc: string;
	itemCode: string | null;
	changedAt: number;
	/** Whatever the intake screen keeps; plain JSON. */
	content: Record<string, unknown>;
};

/** What one clerk of this device has of a case's conversation. */
export type TalkInHand = {
	clerk: string;
	doc: string;
	/** Typed and not sent; kept at every key. */
	typed: string;
	/** The last remark of someone else that was shown; null before any was. */
	read: ChangeId | null;
};

/** What this device can prove of the county's record: the newest signed checkpoint of its log (P55). */
export type RecordProof = {
	/** As it was signed (C2SP tlog-checkpoint). */
	note: string;
	/** The county's id. */
	county: string;
	epoch: number;
	/** Entries of the log then. */
	size: number;
	/** One that does not continue it: the record was cut off or altered. `at`: when it came, device clock, ms. */
	other: { note: string; size: number; at: number } | null;
};

/** What waits on the road to the county. */
export type OnTheRoad = {
	changes: number;
	photographs: number;
	/** `ids`: of its changes, `since`: when the oldest was written, device clock, ms. */
	cases: { doc: string; ids: ChangeId[]; changes: number; since: number }[];
	/** The same of the parents of bundles (一件事). */
	bundles: OnTheRoad['cases'];
	/** Changes of the directory. */
	directory: number;
	oldest: number | null;
	quarantined: Refused[];
	/** Time of the newest receipt, county clock, ms. */
	lastReceipt: number | null;
	storage: { used: number; quota: number; persisted: boolean } | null;
};

/** What the first screen needs, as the disk had it at one moment; what the browser has to be asked for comes later. */
export type FirstSight = {
	identity: Identity | null;
	ended: Ended | null;
	signedIn: SignedIn | null;
	directory: DirectoryState;
	cases: CaseRow[];
	bundles: BundleRow[];
	road: Omit<OnTheRoad, 'storage'>;
};

/** What fills this device's disk, as far as the record tells; bytes. */
export type DiskUse = {
	/** Changes of all cases and of the directory. */
	record: { cases: number; bytes: number };
	/** Of photographs that are attached to a case and lie here; `paper`: the name of what they show. */
	photographs: { hash: string; doc: string; paper: string; bytes: number }[];
};

/**
 * Why nothing was written. What was typed stays where it was typed. `forked` and `revoked`: this device may
 * write no more; a set-aside code: the deed is not lawful as the case stands on this device.
 */
export type AuthorFault =
	'not-enrolled' | 'not-signed-in' | DiskFault | 'read-only' | 'forked' | 'revoked' | SetAsideCode;

/** A photograph that the disk did not take is nowhere: it must be taken again when there is room. */
export type KeptPhotograph = { ok: true; photograph: Photograph } | { ok: false; code: DiskFault };

/** `no-seal-key`: this device has not heard the county's key yet. `nothing-waits`: the county has all. */
export type ParcelFault = 'not-enrolled' | 'no-seal-key' | 'nothing-waits';

/** `left`: changes and photographs that did not go into this file, which are for the next one. */
export type MadeParcel =
	| { ok: true; unit: string; file: Blob; changes: number; photographs: number; left: number }
	| { ok: false; code: ParcelFault };

export type Authored = { ok: true; changes: Change[] } | { ok: false; code: AuthorFault };

export type TakenNumber = { ok: true; number: string } | { ok: false; code: DiskFault };

/** This device as screens and commands see it. Every read answers from the device's own disk. */
export interface Station {
	readonly clock: Clock;
	readonly random: Random;

	/** The same answers as the reads of its parts, in a fraction of their time. */
	firstSight(): Promise<FirstSight>;
	identity(): Promise<Identity | null>;
	signedIn(): Promise<SignedIn | null>;
	ended(): Promise<Ended | null>;
	/** Clerks who have a key on this device, for the quick switch. */
	clerksHere(): Promise<SignedIn[]>;
	directory(): Promise<DirectoryState>;

	/** Rows of every case this device may show, newest first. */
	caseRows(): Promise<CaseRow[]>;
	caseView(doc: string): Promise<CaseView | null>;
	/** Rows of every bundle this device may show, newest first. */
	bundleRows(): Promise<BundleRow[]>;
	bundleView(doc: string): Promise<BundleView | null>;

	/** Everyone whom cases on this device name, newest first. About 10 ms a thousand: hold the answer while searching. */
	people(): Promise<Person[]>;
	person(key: string): Promise<Person | null>;
	/** The key under which this identity would be known here, whether or not it is. */
	personKey(identity: PersonIdentity): Promise<string>;

	/**
	 * Signs and stores changes of one document in one strict transaction, under the lock `author`. When it
	 * returns ok they are on disk and in the outbox; when not, nothing was written. `make` gets the newest state;
	 * what it returns is folded before it is stored, and a deed that would be set aside is not written.
	 */
	authorCase(doc: string, make: (state: CaseState) => CaseAction[]): Promise<Authored>;
	/** The same for several documents at once: all or nothing is on the disk. Each is named once. */
	authorTogether(writings: Writing[]): Promise<Authored>;
	/** The same for a directory change (admins). `signer` is the clerk's when not given. */
	authorDirectory(actions: DirectoryAction[], signer?: Signer): Promise<Authored>;
	/**
	 * What a fork left behind of the signed-in clerk's work, oldest first. Empty while the feed has not told what
	 * the county has of it.
	 */
	forkedWork(): Promise<ChangeId[]>;
	/**
	 * Writes such a change anew, as it was, by the signed-in clerk's key of now; it names the old one (`redoes`). Only one
	 * that `canRedo` (`redo.ts`).
	 */
	authorAnew(id: ChangeId): Promise<Authored>;

	drafts(): Promise<CaseDraft[]>;
	draft(id: string): Promise<CaseDraft | null>;
	saveDraft(draft: CaseDraft): Promise<void>;
	removeDraft(id: string): Promise<void>;

	talkInHand(clerk: string, doc: string): Promise<TalkInHand>;
	keepTalk(talk: TalkInHand): Promise<void>;

	/** Encrypts and keeps a photograph; it goes to the county by itself. */
	keepPhotograph(bytes: Uint8Array<ArrayBuffer>, mediaType: Photograph['mediaType']): Promise<KeptPhotograph>;
	/** Decrypted bytes, fetched from the county when they are not here; null when they are not to be had now. */
	photograph(photograph: Photograph): Promise<Uint8Array<ArrayBuffer> | null>;

	/**
	 * Whether the vault of this disk is there and not open: until a clerk gives a password nothing of any case can be read.
	 */
	isLocked(): boolean;
	/** Whose hand is on the device, or was on it before it was locked: a clerk's id. */
	lastHere(): Promise<string | null>;

	/** P57: packs what the county has not, to be carried by hand. Nothing here changes by it. */
	makeParcel(): Promise<MadeParcel>;

	/** Next number of this enrolment's block (`domain/case-number.ts`); never given twice, even when unused. */
	takeNumber(): Promise<TakenNumber>;

	/** Null before the first checkpoint came. */
	recordProof(): Promise<RecordProof | null>;
	onTheRoad(): Promise<OnTheRoad>;
	/** Reads the whole record, about 0.1 s a thousand cases: for a page that is about the disk, not to be watched. */
	diskUse(): Promise<DiskUse>;
	/**
	 * Removes photographs of cases that are over and that the county has; they are fetched again when they are looked at.
	 * Answers how many.
	 */
	dropSentPhotographs(): Promise<number>;

	/** Calls `take` with the query's answer now and whenever what it read changes. Returns: stop. */
	watch<T>(query: () => Promise<T>, take: (value: T) => void): () => void;
}
