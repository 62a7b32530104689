import type { SetAsideCode } from '../deed.ts';
import type { CaseAction, CaseActions } from './actions.ts';
import { formHash } from './form.ts';
import type { CaseState, Stage, Stamp } from './state.ts';

/** The actions that move a case along its road. */
export type Step = Exclude<CaseAction, CaseActions['edit'] | CaseActions['attach'] | CaseActions['settle']>;

/** What follows from a step that its author may make; or why it cannot be made. */
export function takeStep(state: CaseState, action: Step, stamp: Stamp): CaseState | SetAsideCode {
	switch (action.type) {
		case 'open': {
			const { number, item, by, unit, bundle } = action;
			const { code, version } = item;
			const opened = { ...state, number, item: { code, version }, by, origin: unit };
			return bundle ? { ...opened, bundle: { doc: bundle.doc, code: bundle.code } } : opened;
		}
		case 'submit':
			return submit(state, action, stamp);
		case 'receive':
			return {
				...state,
				holder: action.unit,
				offer: null,
				received: state.received ?? stamp,
				stage: state.received ? state.stage : 'received'
			};
		case 'accept': {
			const { form, legal, promised } = action;
			if (form !== formHash(state)) return 'form-changed-since';
			return { ...state, stage: 'accepted', accepted: { ...stamp, form, legal, promised } };
		}
		case 'requestCorrection': {
			const { gaps, until, reasonForAnother } = action;
			// 一次性告知: every gap at once, unless there is a reason why it could not be.
			if (state.corrections.length > 0 && reasonForAnother === null) return 'already-done';
			const asked = { ...stamp, gaps, until, reasonForAnother, answered: null };
			return { ...state, stage: 'correcting', corrections: [...state.corrections, asked] };
		}
		case 'supplement': {
			const corrections = state.corrections.map((asked) =>
				asked.answered ? asked : { ...asked, answered: stamp }
			);
			return { ...state, stage: 'received', corrections };
		}
		case 'decline': {
			const { reason, basis, otherOrgan } = action;
			return closed(state, 'declined', { declined: { ...stamp, reason, basis, otherOrgan } });
		}
		case 'handOver': {
			if (action.to === state.holder) return 'already-done';
			const offer = { to: action.to, from: stamp.unit, change: stamp.change, at: stamp.at };
			return { ...state, offer, recalled: null };
		}
		case 'recall':
			return recall(state, action, stamp);
		case 'decide': {
			const { outcome, form, opinion, reason, documentNumber } = action;
			if (form !== formHash(state)) return 'form-changed-since';
			const decision = { ...stamp, outcome, form, opinion, reason, documentNumber };
			return { ...state, stage: 'decided', decision };
		}
		case 'deliver': {
			const { way, taker, signature, remark } = action;
			return closed(state, 'delivered', { delivery: { ...stamp, way, taker, signature, remark } });
		}
		case 'note':
			return { ...state, notes: [...state.notes, { ...stamp, text: action.text }] };
		case 'withdraw':
			return closed(state, 'withdrawn', { withdrawal: { ...stamp, reason: action.reason } });
	}
}

function submit(
	state: CaseState,
	{ to, form, signature, principal }: CaseActions['submit'],
	stamp: Stamp
): CaseState {
	const submitted = { ...stamp, form, signature, ...(principal ? { principal } : {}) };
	// Whoever has the paper already has the case.
	if (state.received) return { ...state, submitted };
	const offer = { to, from: stamp.unit, change: stamp.change, at: stamp.at };
	return { ...state, stage: 'submitted', submitted, offer, recalled: null };
}

/** As it was before the offer: a case that was submitted is at the counter again, unsigned. */
function recall(
	state: CaseState,
	{ offer, remark }: CaseActions['recall'],
	stamp: Stamp
): CaseState | SetAsideCode {
	if (state.offer?.change !== offer) return 'no-such-thing';
	const back = { ...state, offer: null, recalled: { ...stamp, offer, remark } };
	return state.stage === 'submitted' ? { ...back, stage: 'intake', submitted: null } : back;
}

/** The road ends: nobody is waited for any more. */
function closed(state: CaseState, stage: Stage, end: Partial<CaseState>): CaseState {
	return { ...state, ...end, stage, offer: null };
}
