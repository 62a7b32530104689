import type { SetAsideCode } from '../deed.ts';
import type { Role } from '../directory/state.ts';
import type { CaseActionType } from './actions.ts';
import { hasOpenField, hasOpenDeed } from './conflicts.ts';
import type { CaseState, Stage } from './state.ts';

/**
 * What a unit must be to the case: `origin` took it in, `holder` has the baton, `offered` was offered the
 * baton, `anyone` is any unit.
 */
export type Relation = 'origin' | 'holder' | 'offered' | 'anyone';

/** One line of the table: staff with one of `roles`, at a unit that is `by` to the case, at one of `at`. */
export type Rule = {
	by: Relation;
	roles: readonly Role[];
	at: readonly Stage[];
	/** Only until the submit: the paper came before its data, and the origin is still telling what it is. */
	unsubmitted?: true;
};

const staff = ['agent', 'window', 'officer'] as const;
const counter = ['window', 'officer'] as const;
const officer = ['officer'] as const;
const undecided = ['intake', 'submitted', 'received', 'correcting', 'accepted'] as const;
const everywhere = [...undecided, 'declined', 'decided', 'delivered', 'withdrawn'] as const;

/**
 * Who may do what, when. Of several lines one that fits is enough. What follows from an action is in
 * `stages.ts`; what it must fit besides (form, earlier corrections) is in `extra` below. Order: likeliest first.
 */
export const policy: Record<CaseActionType, readonly Rule[]> = {
	open: [{ by: 'anyone', roles: staff, at: ['intake', 'received'] }],
	submit: [{ by: 'origin', roles: staff, at: ['intake', 'received'] }],
	supplement: [
		{ by: 'origin', roles: staff, at: ['correcting'] },
		{ by: 'holder', roles: staff, at: ['correcting'] }
	],
	receive: [
		{ by: 'offered', roles: staff, at: ['submitted', 'received', 'correcting', 'accepted', 'decided'] },
		// The paper itself was brought, before the data came.
		{ by: 'anyone', roles: counter, at: ['intake'] }
	],
	accept: [{ by: 'holder', roles: counter, at: ['received'] }],
	decide: [{ by: 'holder', roles: officer, at: ['accepted'] }],
	deliver: [{ by: 'holder', roles: staff, at: ['decided'] }],
	requestCorrection: [{ by: 'holder', roles: counter, at: ['received'] }],
	handOver: [{ by: 'holder', roles: staff, at: ['received', 'accepted', 'decided'] }],
	decline: [{ by: 'holder', roles: officer, at: ['received', 'correcting'] }],
	edit: [
		{ by: 'origin', roles: staff, at: ['intake', 'correcting'] },
		{ by: 'origin', roles: staff, at: ['received'], unsubmitted: true },
		{ by: 'holder', roles: staff, at: ['received', 'correcting'] }
	],
	attach: [
		{ by: 'origin', roles: staff, at: ['intake', 'correcting'] },
		{ by: 'origin', roles: staff, at: ['received'], unsubmitted: true },
		{ by: 'holder', roles: staff, at: ['received', 'correcting'] }
	],
	// Of a deed set aside; of a field see `whichValue`.
	settle: [
		{ by: 'holder', roles: staff, at: everywhere },
		{ by: 'origin', roles: staff, at: everywhere }
	],
	note: [{ by: 'anyone', roles: [...staff, 'admin'], at: everywhere }],
	withdraw: [
		{ by: 'origin', roles: staff, at: undecided },
		{ by: 'holder', roles: staff, at: undecided }
	]
};

/** Who says which value of a field is right: whoever may write it, and the origin while nobody has received it. */
export const whichValue: readonly Rule[] = [
	...policy.edit,
	{ by: 'origin', roles: staff, at: ['submitted'] }
];

/** What may be done to a case of which only the paper is known. */
const beforeOpen: readonly CaseActionType[] = ['open', 'receive', 'handOver', 'settle', 'note'];

/** Someone with what they may do, at each of their units. */
export type Hand = { roles: readonly { unit: string; role: Role }[] };

export type Judgement = { allowed: true; unit: string } | { allowed: false; why: SetAsideCode };

/**
 * Whether someone may do this now, and for which of their units. `unit` limits it to one of them, where the
 * action names it.
 */
export function judge(
	state: CaseState,
	type: CaseActionType,
	hand: Hand,
	unit: string | null,
	rules = policy[type]
): Judgement {
	const not = (why: SetAsideCode): Judgement => ({ allowed: false, why });
	if (isDone(state, type)) return not('already-done');
	if (state.number === null && !beforeOpen.includes(type)) return not('not-at-this-stage');
	const now = rules.filter((rule) => rule.at.includes(state.stage) && !(rule.unsubmitted && state.submitted));
	if (now.length === 0) return not('not-at-this-stage');
	const mine = hand.roles.filter((held) => unit === null || held.unit === unit);
	const related = now.flatMap((rule) =>
		mine.filter((held) => isRelated(state, rule.by, held.unit)).map((held) => ({ ...held, rule }))
	);
	if (related.length === 0) {
		if (hand.roles.length === 0 || now.some((rule) => rule.by === 'anyone')) return not('not-in-role');
		return not(type === 'receive' ? 'not-offered-to-you' : 'not-holder');
	}
	const fit = related.find(({ role, rule }) => rule.roles.includes(role));
	if (!fit) return not('not-in-role');
	const why = extra(state, type);
	return why ? not(why) : { allowed: true, unit: fit.unit };
}

function isRelated(state: CaseState, relation: Relation, unit: string): boolean {
	switch (relation) {
		case 'origin':
			return state.origin === unit;
		case 'holder':
			return state.holder === unit;
		case 'offered':
			return state.offer?.to === unit;
		case 'anyone':
			return true;
	}
}

/** Done once, done for good: a second one comes too late rather than at the wrong time. */
function isDone(state: CaseState, type: CaseActionType): boolean {
	switch (type) {
		case 'open':
			return state.number !== null;
		case 'submit':
			return state.submitted !== null;
		case 'receive':
			return state.received !== null && state.offer === null;
		case 'accept':
			return state.accepted !== null;
		case 'decline':
			return state.declined !== null;
		case 'decide':
			return state.decision !== null;
		case 'deliver':
			return state.delivery !== null;
		case 'withdraw':
			return state.withdrawal !== null;
		default:
			return false;
	}
}

/** What the table cannot say. */
function extra(state: CaseState, type: CaseActionType): SetAsideCode | null {
	switch (type) {
		case 'accept':
		case 'decide':
			return hasOpenField(state) ? 'form-in-conflict' : null;
		case 'settle':
			return hasOpenField(state) || hasOpenDeed(state) ? null : 'no-such-thing';
		default:
			return null;
	}
}

export type PossibleAction =
	{ type: CaseActionType; allowed: true } | { type: CaseActionType; allowed: false; why: SetAsideCode };

/**
 * Every action with whether this clerk may do it now at `unit`, and why not: the possible ones first, the
 * likeliest first among them.
 */
export function possibleActions(
	state: CaseState,
	who: { clerk: string; unit: string; roles: readonly Role[] }
): PossibleAction[] {
	const hand = { roles: who.roles.map((role) => ({ unit: who.unit, role })) };
	const types = Object.keys(policy) as CaseActionType[];
	const actions = types.map((type): PossibleAction => {
		const isOfField = type === 'settle' && hasOpenField(state) && !hasOpenDeed(state);
		const rules = isOfField ? whichValue : policy[type];
		const judgement = judge(state, type, hand, who.unit, rules);
		return judgement.allowed ? { type, allowed: true } : { type, allowed: false, why: judgement.why };
	});
	return [...actions.filter(({ allowed }) => allowed), ...actions.filter(({ allowed }) => !allowed)];
}
