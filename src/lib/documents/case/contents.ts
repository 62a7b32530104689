import type { SetAsideCode } from '../deed.ts';
import { settleDeed } from '../timeline.ts';
import type { CaseActions } from './actions.ts';
import type { CaseState, FieldValue, FieldWrite, Stamp } from './state.ts';

/** A lawful deed on its way into the state. `seen`: every change that its author had seen. */
export type Entering = { stamp: Stamp; seen: ReadonlySet<string> };

/** Each written field keeps, besides, what the author had not seen: two unseen writes stand side by side. */
export function writeFields(
	state: CaseState,
	values: Record<string, FieldValue>,
	{ stamp: { change, clerk, at }, seen }: Entering
): CaseState {
	const written = Object.entries(values).map(([key, value]): [string, FieldWrite[]] => {
		const unseen = writesOf(state, key).filter((write) => !seen.has(write.change));
		return [key, [...unseen, { change, value, clerk, at }]];
	});
	return { ...state, fields: { ...state.fields, ...Object.fromEntries(written) } };
}

/** What the author had seen of this paper makes place; with `remove` nothing comes instead. */
export function attachPaper(
	state: CaseState,
	{ paper, name, way, copies, photographs, instead }: CaseActions['attach'],
	{ stamp: { change, clerk, at }, seen }: Entering
): CaseState | SetAsideCode {
	const left = state.papers.filter((known) => known.paper !== paper || !seen.has(known.change));
	if (way !== 'remove') {
		const attached = { change, paper, name, way, copies, photographs, instead, clerk, at };
		return { ...state, papers: [...left, attached] };
	}
	return left.length === state.papers.length ? 'no-such-thing' : { ...state, papers: left };
}

/** Keeps one write of a field, and any that the settler had not seen; or marks a set-aside deed as dealt with. */
export function settle(
	state: CaseState,
	{ about }: CaseActions['settle'],
	{ stamp, seen }: Entering
): CaseState | SetAsideCode {
	if (about.kind === 'field') {
		const writes = writesOf(state, about.key);
		if (!writes.some((write) => write.change === about.keep)) return 'no-such-thing';
		const kept = writes.filter((write) => write.change === about.keep || !seen.has(write.change));
		if (kept.length === writes.length) return 'already-done';
		return { ...state, fields: { ...state.fields, [about.key]: kept } };
	}
	const timeline = settleDeed(state.timeline, about.deed, stamp.change);
	return typeof timeline === 'string' ? timeline : { ...state, timeline };
}

function writesOf(state: CaseState, key: string): FieldWrite[] {
	return Object.hasOwn(state.fields, key) ? (state.fields[key] ?? []) : [];
}
