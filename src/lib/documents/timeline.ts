import type { Deed, SetAsideCode } from './deed.ts';

/** One deed as a document tells it. `Action`: what its kind keeps of what was done. */
export type TimelineEntry<Action> = {
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
	/** What was done, also where it was set aside; null where erased or unreadable. */
	action: Action | null;
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

/** How a deed is told: done for a unit, or set aside. `seen`: places in the timeline of what its author had seen. */
export function entryOf<Action>(
	deed: Deed,
	type: string,
	seen: number[],
	done: { unit: string } | SetAsideCode,
	action: Action | null
): TimelineEntry<Action> {
	const isAside = typeof done === 'string';
	return {
		change: deed.id,
		type,
		clerk: deed.author?.clerk ?? null,
		unit: isAside ? (deed.author?.roles[0]?.unit ?? null) : done.unit,
		device: deed.device,
		at: deed.at,
		county: deed.county && { pos: deed.county.pos, time: deed.county.time },
		seen,
		setAside: isAside ? { code: done, settledBy: null } : null,
		action
	};
}

/** The stamp of a lawful deed that was done for `unit`. */
export function stampOf(deed: Deed, clerk: string, unit: string): Stamp {
	return {
		change: deed.id,
		clerk,
		unit,
		at: deed.at,
		notBefore: deed.knownTime,
		notAfter: deed.county?.time ?? null
	};
}

type SetAside<Entry extends TimelineEntry<unknown>> = Entry & {
	setAside: NonNullable<TimelineEntry<unknown>['setAside']>;
};

/** Two of these alike agree: they settled the same, or took the same offer back. */
const ALIKE = ['settle', 'recall'];

// An erased body is the law's doing, and an action of a later version waits for the app's update.
export function isUnsettled<Entry extends TimelineEntry<unknown>>(entry: Entry): entry is SetAside<Entry> {
	if (!entry.setAside || entry.setAside.settledBy !== null) return false;
	const { code } = entry.setAside;
	if (ALIKE.includes(entry.type) && code === 'already-done') return false;
	return code !== 'erased' && code !== 'unknown-action';
}

/** The timeline with a deed that was set aside marked as dealt with. */
export function settleDeed<Entry extends TimelineEntry<unknown>>(
	timeline: Entry[],
	deed: string,
	settledBy: string
): Entry[] | SetAsideCode {
	const entry = timeline.find(({ change }) => change === deed);
	if (!entry?.setAside) return 'no-such-thing';
	if (entry.setAside.settledBy !== null) return 'already-done';
	const settled = { ...entry, setAside: { ...entry.setAside, settledBy } };
	return timeline.map((known) => (known === entry ? settled : known));
}
