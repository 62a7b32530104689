import type { DateString } from '../../domain/calendar.ts';
import type { SetAsideCode } from '../deed.ts';
import type { Role, UnitLevel } from './actions.ts';

export type { Role, UnitLevel } from './actions.ts';

export type Unit = {
	id: string;
	level: UnitLevel;
	name: string;
	short: string;
	parent: string | null;
	phone: string | null;
	address: string | null;
	/** '' while the county has not confirmed them. */
	hours: string;
	/** Codes of the items that it takes in; none: all that the catalogue gives its level. */
	items: string[];
	closed: boolean;
};

/** A window of a unit. `kind` is one of `windowKinds`, or a later app's. */
export type ServiceWindow = {
	id: string;
	unit: string;
	name: string;
	kind: string;
	clerk: string | null;
	hours: string;
	phone: string;
	closed: boolean;
};

export type Clerk = {
	id: string;
	name: string;
	account: string;
	phone: string | null;
	number: string;
	left: boolean;
};

/**
 * Holds from the directory change at `from` until the one at `until`, positions in the county's sequence; null: it
 * has not ended. `since` and `ended` are when these were done, ms, and `planned` the last day it is meant for; null: not
 * said. Those are for people: no right depends on them.
 */
export type RoleTerm = {
	clerk: string;
	unit: string;
	role: Role;
	from: number;
	until: number | null;
	since: number;
	ended: number | null;
	planned: DateString | null;
};

export type Device = {
	id: string;
	unit: string;
	name: string;
	/** The device's own key: proves it at `hello` and signs `bindKey`. */
	key: string;
	/** This enrolment's block in case numbers: 1, 2, 3 … within its unit. */
	block: number;
	/** Position of the enrolment. */
	from: number;
	/** Position of the revocation; null while it is good. */
	until: number | null;
	/** When it enrolled, ms, and which admin invited it; null where the root did. */
	since: number;
	invitedBy: string | null;
};

export type BoundKey = { key: string; clerk: string; device: string; from: number };

export type Invite = { key: string; unit: string; usesLeft: number; until: number; by: string | null };

/**
 * The directory folded. Roles, devices and keys carry the positions between which they hold, so "what was
 * this author then" has one answer for ever. A change without receipt stands at `PENDING` (`rights.ts`): it
 * gives and takes no right before the county has it.
 */
export type DirectoryState = {
	county: { id: string; name: string } | null;
	root: string | null;
	/** Position of the newest change folded in; 0 for none. */
	pos: number;
	receiptKeys: { key: string; from: number; until: number }[];
	units: Record<string, Unit>;
	windows: Record<string, ServiceWindow>;
	clerks: Record<string, Clerk>;
	roles: RoleTerm[];
	invites: Record<string, Invite>;
	devices: Record<string, Device>;
	keys: Record<string, BoundKey>;
	/** Position of the newest change of a unit, window or clerk, by `unit/…`, `window/…`, `clerk/…`. */
	written: Record<string, number>;
	setAside: { id: string; code: SetAsideCode }[];
};
