import type { Role } from './directory/actions.ts';

/** Who wrote a change, by the directory as it stood at the author's `known.directory`. */
export type Author = {
	clerk: string;
	device: string;
	/** What this clerk may do, at which unit. */
	roles: { unit: string; role: Role }[];
};

/**
 * One change as a fold sees it: signatures checked, author looked up. Deeds come in the one order
 * (`changes/order.ts`), so each comes after everything it had seen.
 */
export type Deed = {
	id: string;
	/** Not yet checked against the kind's actions; null where the county has erased the body. */
	action: unknown;
	/** Null when the directory did not know the key then. */
	author: Author | null;
	/** The signing key, for the directory, whose first deeds come before any clerk is known. */
	key: string;
	device: string;
	seen: string[];
	/** The device's clock, ms. */
	at: number;
	/** County time of the newest receipt the author's device held, ms; 0 for none. A floor for `at`. */
	knownTime: number;
	/** Null while it lies only on devices. */
	county: { epoch: number; pos: number; time: number; standing: 'ok' | 'late-role' | 'held' } | null;
};

/** Why a deed was set aside. The text for a code is in `messages`, checked by types. */
export type SetAsideCode =
	| 'erased'
	| 'unknown-action'
	| 'malformed-action'
	| 'unknown-author'
	| 'not-in-role'
	| 'not-holder'
	| 'not-at-this-stage'
	| 'not-offered-to-you'
	| 'recalled'
	| 'already-received'
	| 'already-done'
	| 'form-changed-since'
	| 'form-in-conflict'
	| 'no-such-thing'
	| 'held'
	| 'late-role';
