import { isUnsettled } from '../timeline.ts';
import type { CaseState, Conflict, FieldWrite } from './state.ts';

/** What a person must settle: fields with several values, and deeds set aside; fields first. */
export function conflictsOf(state: CaseState): Conflict[] {
	// Of a case that came to nothing no form is needed any more.
	const isClosed = state.stage === 'declined' || state.stage === 'withdrawn';
	const fields = Object.entries(isClosed ? {} : state.fields)
		.filter(([, writes]) => differ(writes))
		.map(([key, writes]): Conflict => ({ kind: 'field', key, writes }));
	const deeds = state.timeline.flatMap((entry): Conflict[] =>
		isUnsettled(entry)
			? [{ kind: 'deed', deed: entry.change, type: entry.type, code: entry.setAside.code }]
			: []
	);
	return [...fields, ...deeds];
}

/** Two who wrote the same, unseen by each other, agree. */
function differ(writes: FieldWrite[]): boolean {
	return writes.some(({ value }) => value !== writes[0]?.value);
}

export function hasOpenField(state: CaseState): boolean {
	return Object.values(state.fields).some(differ);
}

export function hasOpenDeed(state: CaseState): boolean {
	return state.timeline.some(isUnsettled);
}
