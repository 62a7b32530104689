import type { Deed, SetAsideCode } from '../deed.ts';
import { readAction } from '../read-action.ts';
import { entryOf, stampOf } from '../timeline.ts';
import { caseActions, type CaseAction } from './actions.ts';
import { placesOf, seenFrom } from './ancestry.ts';
import { attachPaper, settle, writeFields, type Entering } from './contents.ts';
import { applyEdit } from './form.ts';
import { judge, policy, whichValue } from './policy.ts';
import { takeStep } from './stages.ts';
import type { CaseState, EditDone } from './state.ts';

/** A case of which nothing is known yet but its id. */
export function startCase(id: string): CaseState {
	return {
		id,
		number: null,
		by: null,
		item: null,
		origin: null,
		stage: 'intake',
		holder: null,
		offer: null,
		recalled: null,
		fields: {},
		form: '',
		papers: [],
		submitted: null,
		received: null,
		accepted: null,
		declined: null,
		corrections: [],
		decision: null,
		delivery: null,
		withdrawal: null,
		notes: [],
		timeline: [],
		readOnly: false
	};
}

/** The case that these deeds make, which are in the one order. */
export function foldCase(id: string, deeds: Iterable<Deed>): CaseState {
	let state = startCase(id);
	for (const deed of deeds) state = advanceCase(state, deed);
	return state;
}

/**
 * The case after one more deed, which comes after all those before it in the one order. Never throws: what is
 * not lawful at its place is set aside, with the reason. `state` is left as it was.
 */
export function advanceCase(state: CaseState, deed: Deed): CaseState {
	const read = readAction(caseActions, deed.action);
	const known = read.ok ? withForm(state, read.action) : null;
	const places = placesOf(state.timeline, deed.seen);
	const done = known
		? enter(known, deed, seenFrom(state.timeline, places))
		: read.ok
			? 'malformed-action'
			: read.code;
	const next = typeof done === 'string' ? (known?.state ?? state) : done.state;
	const entry = entryOf(deed, read.type, places, done, known?.action ?? null);
	return {
		...next,
		timeline: [...next.timeline, entry],
		readOnly: next.readOnly || (done === 'unknown-action' && concerns(state, deed))
	};
}

/** Whether the deed comes from a unit that has to do with the case: nobody else's newer app may close it to work. */
function concerns({ origin, holder, offer }: CaseState, { author }: Deed): boolean {
	return author?.roles.some(({ unit }) => [origin, holder, offer?.to].includes(unit)) ?? false;
}

type Known = { state: CaseState; action: Exclude<CaseAction, { type: 'edit' }> | EditDone };

/** With an edit's update in the form, lawful or not: a later edit may build on it. Null when it cannot be read. */
function withForm(state: CaseState, action: CaseAction): Known | null {
	if (action.type !== 'edit') return { state, action };
	const edited = applyEdit(state.form, action.update, action.keys);
	return (
		edited && { state: { ...state, form: edited.form }, action: { type: 'edit', values: edited.values } }
	);
}

/** The case with the deed in it and the unit it was done for, or why it is set aside. */
function enter(
	{ state, action }: Known,
	deed: Deed,
	seen: ReadonlySet<string>
): { state: CaseState; unit: string } | SetAsideCode {
	if (!deed.author) return 'unknown-author';
	if (deed.county && deed.county.standing !== 'ok') return deed.county.standing;
	const named = action.type === 'open' || action.type === 'receive' ? action.unit : null;
	const isOfField = action.type === 'settle' && action.about.kind === 'field';
	const rules = isOfField ? whichValue : policy[action.type];
	const judgement = judge(state, action.type, deed.author, named, seen, rules);
	if (!judgement.allowed) return judgement.why;
	const stamp = stampOf(deed, deed.author.clerk, judgement.unit);
	const next = follow(state, action, { stamp, seen });
	return typeof next === 'string' ? next : { state: next, unit: judgement.unit };
}

function follow(state: CaseState, action: Known['action'], entering: Entering): CaseState | SetAsideCode {
	switch (action.type) {
		case 'edit':
			return writeFields(state, action.values, entering);
		case 'attach':
			return attachPaper(state, action, entering);
		case 'settle':
			return settle(state, action, entering);
		default:
			return takeStep(state, action, entering.stamp);
	}
}
