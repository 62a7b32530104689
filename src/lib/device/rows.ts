import { readChange, type Change } from '../changes/change.ts';
import type { Receipt } from '../changes/receipt.ts';
import type { PersonInCase } from '../documents/case/people.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { RefusalCode } from '../protocol/messages.ts';
import type { BundleRow, CaseRow, Ended, Identity } from './station.ts';

/**
 * What lies on the disk, and the only place that turns it into what it means. Rows are sealed on the way
 * (`sealed-tables.ts`): in the clear stays what is sorted or looked up by.
 */
export type ChangeRow = { id: string; doc: string; device: string; seq: number; line: string };

/** `doc`: of the change that it receipts. A disk takes longer to be asked than to answer: one question a document. */
export type ReceiptRow = Receipt & { doc: string };

/** `knownDirectory`: newest place in the directory that an author of the document relied on. */
export type Projection<Row> = { doc: string; knownDirectory: number; row: Row };

export type CaseProjection = Projection<CaseRow>;
export type BundleProjection = Projection<BundleRow>;

/** One person in one case. `person` is a hash that says nothing without the vault: identity numbers are few enough to be guessed. */
export type PersonProjection = {
	person: string;
	doc: string;
	number: string | null;
	/** County or device time of the case's newest change, ms. */
	changedAt: number;
	one: PersonInCase;
};

/** The directory as it was folded last; `settled` tells whether it is of the same receipts (`projections.ts`). */
export type DirectoryProjection = { doc: string; state: DirectoryState; settled: number };

/** The small things a device must not forget, one row each. */
export type Settings = {
	identity: Identity;
	/** The clerk whose hand is on the device, or was when it was locked. */
	signedIn: string;
	/** The end of the device's chain. */
	head: { seq: number; id: string };
	/** Where the feed stands. */
	position: { epoch: number; cursor: number };
	/** County time of the newest receipt, ms. */
	newestReceipt: number;
	/** Version of the projections on the disk (`PROJECTED`). */
	projected: number;
	/**
	 * This disk has a vault. `check`: what only its key opens. `atCounty`: the key sealed to the county, for a clerk whose
	 * slot does not open it, and for which key of the county and name of the device it was; null until that is known.
	 */
	vault: { check: Uint8Array<ArrayBuffer>; atCounty: { key: string; sealedFor: string } | null };
	/** What the county answered while the device was locked, and the record must still be told (`while-locked.ts`). */
	answered: { docs: string[]; refused: { id: string; code: RefusalCode }[] };
	/** The device may write no more under its name. */
	ended: Ended;
	/** Enrolled anew after a fork, and the feed has not yet told all that the county has of the old name. */
	readingAnew: true;
	/** The recipient to which parcels for the county are sealed (P56). */
	sealKey: string;
	/** The newest checkpoint of the county's log (P55). */
	checkpoint: string;
	/** One that does not continue it, and when it came, device clock, ms. */
	otherCheckpoint: { note: string; at: number };
	/** An enrolment whose answer has not come: the device's first change, signed by an invite. */
	enrolling: { county: { id: string; name: string }; change: Change };
};

export type Setting = { [Name in keyof Settings]: { name: Name; value: Settings[Name] } }[keyof Settings];

export function rowOfChange({ id, envelope, line }: Change): ChangeRow {
	return { id, doc: envelope.doc, device: envelope.device, seq: envelope.seq, line };
}

/** Null for a row that the disk spoiled: all others must still be read. */
export function changeOfRow(row: ChangeRow): Change | null {
	const read = readChange(row.line);
	return read.ok && read.change.id === row.id ? read.change : null;
}
