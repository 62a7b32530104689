import type { CaseState, Conflict, FieldWrite, TimelineEntry } from './state.ts';

/** What a person must settle: fields with several values, and deeds set aside; fields first. */
export function conflictsOf(state: CaseState): Conflict[] {
	// Of a case that came to nothing no form is needed any more.
	const isClosed = state.stage === 'declined' || state.stage === 'withdrawn';
	const fields = Object.entries(isClosed ? {} : state.fields)
		.filter(([, writes]) => differ(writes))
		.map(([key, writes]): Conflict => ({ kind: 'field', key, writes }));
	const deeds = state.timeline.flatMap((entry): Conflict[] =>
		isOpen(entry) ? [{ kind: 'deed', deed: entry.change, type: entry.type, code: entry.setAside.code }] : []
	);
	return [...fields, ...deeds];
}

/** Two who wrote the same, unseen by each other, agree. */
function differ(writes: FieldWrite[]): boolean {
	return writes.some(({ value }) => value !== writes[0]?.value);
}

// An erased body is the law's doing, an action of a later version waits for the app's update, and two who
// settled a thing alike, or took the same offer back, agree.
function isOpen(
	entry: TimelineEntry
): entry is TimelineEntry & { setAside: NonNullable<TimelineEntry['setAside']> } {
	if (!entry.setAside || entry.setAside.settledBy !== null) return false;
	const { code } = entry.setAside;
	if ((entry.type === 'settle' || entry.type === 'recall') && code === 'already-done') return false;
	return code !== 'erased' && code !== 'unknown-action';
}

export function hasOpenField(state: CaseState): boolean {
	return Object.values(state.fields).some(differ);
}

export function hasOpenDeed(state: CaseState): boolean {
	return state.timeline.some(isOpen);
}
