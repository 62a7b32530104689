import type { PaperWay } from '../../domain/paper-ways.ts';
import type { SetAsideCode } from '../deed.ts';
import type { Stamp, TimelineEntry as TimelineEntryOf } from '../timeline.ts';
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

const OVER: readonly Stage[] = ['declined', 'delivered', 'withdrawn'];

/** Whether nothing more is due to anybody; a result that was decided has still to be handed out. */
export function isOver(stage: Stage): boolean {
	return OVER.includes(stage);
}

export type FieldValue = string | number | boolean | null;

/** One write of a field that no other write has seen; two of them with different values are a field conflict. */
export type FieldWrite = { change: string; value: FieldValue; clerk: string; at: number };

export type Paper = {
	change: string;
	paper: string;
	name: string;
	way: PaperWay;
	copies: number;
	photographs: Photograph[];
	/** With the way `substitute`: what was given in its place; else ''. */
	instead: string;
	clerk: string;
	at: number;
};

export type { Stamp } from '../timeline.ts';

/** An edit as the timeline tells it: what it wrote, in place of the update it came in. */
export type EditDone = { type: 'edit'; values: Record<string, FieldValue> };

/** What was done, as the timeline tells it. */
export type CaseDone = Exclude<CaseAction, CaseActions['edit']> | EditDone;

export type TimelineEntry = TimelineEntryOf<CaseDone>;

/** The case folded: plain JSON, the same on every machine that has the same changes and receipts. */
export type CaseState = {
	id: string;
	number: string | null;
	/** 代办 or by the person. */
	by: 'self' | 'proxy' | null;
	item: { code: string; version: string } | null;
	/** The bundle (一件事) that it is a part of: its document, and its code in the catalogue. */
	bundle?: { doc: string; code: string };
	/** Where it was taken in. */
	origin: string | null;
	stage: Stage;
	/** The unit that has the baton. */
	holder: string | null;
	/** Made by `submit` or `handOver`; whoever of `to` receives it has the baton. */
	offer: { to: string; from: string; change: string; at: number } | null;
	/** The last offer that was taken back; null once there is another. */
	recalled: (Stamp & { offer: string; remark: string }) | null;
	/** Form fields. In a list: the writes unseen by each other, in fold order; `conflictsOf` says whether they differ. */
	fields: Record<string, FieldWrite[]>;
	/**
	 * The Yjs document of the form, V1 update in base64url, for the next edit to build on; '' for none. Holds
	 * every readable edit, set-aside ones too, as later ones may build on them: what is shown is `fields`.
	 */
	form: string;
	papers: Paper[];
	submitted: (Stamp & { form: string; signature: Strokes; principal?: Strokes }) | null;
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
