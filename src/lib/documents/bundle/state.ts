import type { Stamp, TimelineEntry } from '../timeline.ts';
import type { BundleAction } from './actions.ts';

export type Member = {
	item: { code: string; version: string };
	case: string;
	added: Stamp;
	/** Not wanted any more. */
	dropped: (Stamp & { reason: string }) | null;
};

/**
 * The parent of the cases of one matter, folded: which they are, and nothing of how they stand. That each case says
 * itself, to whoever may read it (`progress.ts`).
 */
export type BundleState = {
	id: string;
	number: string | null;
	bundle: { code: string; version: string } | null;
	by: 'self' | 'proxy' | null;
	/** Where it was taken in. */
	origin: string | null;
	/** Who its cases were handed to. */
	to: string | null;
	/** 牵头部门 */
	lead: string | null;
	members: Member[];
	notes: (Stamp & { text: string })[];
	timeline: TimelineEntry<BundleAction>[];
	/** True when an action is of a later version: read-only here, "update the app". */
	readOnly: boolean;
};
