import type { SetAsideCode } from '../deed.ts';
import type { CaseAction, CaseActions, Gap, Limit, Photograph, Strokes } from './actions.ts';

/**
 * 收单中, 已交(待收件), 已收件, 补正中, 已受理, 不予受理, 已决定, 已送达, 已撤回.
 * 收件 and 受理 are two things, with two dates.
 */
export type Stage =
	| 'intake'
	| 'submitted'
	| 'received'
	| 'correcting'
	| 'accepted'
	| 'declined'
	| 'decided'
	| 'delivered'
	| 'withdrawn';

export type FieldValue = string | number | boolean | null;

/** One write of a field that no other write has seen; two of them are a field conflict. */
export type FieldWrite = { change: string; value: FieldValue; clerk: string; at: number };

export type Paper = {
	change: string;
	paper: string;
	name: string;
	way: 'seen' | 'original' | 'copy' | 'photo';
	copies: number;
	photographs: Photograph[];
	clerk: string;
	at: number;
};

/** When something happened: by the device's clock, and by the county's once it knows. */
export type Stamp = {
	change: string;
	clerk: string;
	unit: string;
	/** The device's clock, ms. */
	at: number;
	/** County time of the newest receipt the author held then, ms; 0 for none: it cannot have been earlier. */
	notBefore: number;
	/** County time of arrival, ms; null while only on devices: it cannot have been later. */
	notAfter: number | null;
};

export type TimelineEntry = {
	change: string;
	type: string;
	clerk: string | null;
	unit: string | null;
	device: string;
	at: number;
	county: { pos: number; time: number } | null;
	/** Places in the timeline of the changes it had seen. */
	seen: number[];
	setAside: { code: SetAsideCode; settledBy: string | null } | null;
	/** What was done; null where erased or unreadable. Field values are under `fields`, updates left out. */
	action: CaseAction | { type: string } | null;
};

/** The case folded: plain JSON, the same on every machine that has the same changes and receipts. */
export type CaseState = {
	id: string;
	number: string | null;
	/** 代办 or by the person. */
	by: 'self' | 'proxy' | null;
	item: { code: string; version: string } | null;
	/** Where it was taken in. */
	origin: string | null;
	stage: Stage;
	/** The unit that has the baton. */
	holder: string | null;
	/** Made by `submit` or `handOver`; whoever of `to` receives it has the baton. */
	offer: { to: string; from: string; change: string; at: number } | null;
	/** Form fields; more than one write in a list is a conflict, in fold order. */
	fields: Record<string, FieldWrite[]>;
	/** The Yjs document of the form, V1 update in base64url, for the next edit to build on. */
	form: string;
	papers: Paper[];
	submitted: (Stamp & { form: string; signature: Strokes }) | null;
	/** 收件 by the first organ after the submit. */
	received: Stamp | null;
	accepted: (Stamp & { form: string; legal: Limit | null; promised: Limit | null }) | null;
	declined: (Stamp & Omit<CaseActions['decline'], 'type'>) | null;
	corrections: (Stamp & {
		gaps: Gap[];
		until: string | null;
		reasonForAnother: string | null;
		answered: Stamp | null;
	})[];
	decision:
		| (Stamp & Pick<CaseActions['decide'], 'outcome' | 'form' | 'opinion' | 'reason' | 'documentNumber'>)
		| null;
	delivery: (Stamp & Pick<CaseActions['deliver'], 'way' | 'taker' | 'signature' | 'remark'>) | null;
	withdrawal: (Stamp & { reason: string }) | null;
	notes: (Stamp & { text: string })[];
	timeline: TimelineEntry[];
	/** True when an action is of a later version: the case is read-only here, "update the app". */
	readOnly: boolean;
};

export type Conflict =
	| { kind: 'field'; key: string; writes: FieldWrite[] }
	| { kind: 'deed'; deed: string; type: string; code: SetAsideCode };
