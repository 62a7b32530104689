import type { SetAsideCode } from '../deed.ts';
import type { Role } from '../directory/state.ts';
import type { CaseActionType } from './actions.ts';
import { hasOpenField, hasOpenDeed } from './conflicts.ts';
import type { CaseState, Stage } from './state.ts';

/**
 * What a unit must be to the case: `origin` took it in, `holder` has the baton, `offered` was offered the
 * baton, `offerer` offered it and nobody has received it, `anyone` is any unit.
 */
export type Relation = 'origin' | 'holder' | 'offered' | 'offerer' | 'anyone';

/** One line of the table: staff with one of `roles`, at a unit that is `by` to the case, at one of `at`. */
export type Rule = {
	by: Relation;
	roles: readonly Role[];
	at: readonly Stage[];
	/** Only for someone who had not seen the origin's submit, or its supplement: what was still being told is not lost. */
	stillTelling?: true;
};

const staff = ['agent', 'window', 'officer'] as const;
const counter = ['window', 'officer'] as const;
const officer = ['officer'] as const;
const undecided = ['intake', 'submitted', 'received', 'correcting', 'accepted'] as const;
const offerable = ['submitted', 'received', 'correcting', 'accepted', 'decided'] as const;
const everywhere = [...undecided, 'declined', 'decided', 'delivered', 'withdrawn'] as const;

/**
 * Who may do what, when. Of several lines one that fits is enough. What follows from an action is in
 * `stages.ts`; what it must fit besides (form, earlier corrections) is there too. Order: likeliest first.
 */
export const policy: Record<CaseActionType, readonly Rule[]> = {
	open: [{ by: 'anyone', roles: staff, at: ['intake', 'received'] }],
	// The paper may have come, and gone on, before its data.
	submit: [{ by: 'origin', roles: staff, at: ['intake', 'received', 'correcting', 'accepted'] }],
	supplement: [
		{ by: 'origin', roles: staff, at: ['correcting'] },
		{ by: 'holder', roles: staff, at: ['correcting'] }
	],
	receive: [
		{ by: 'offered', roles: staff, at: offerable },
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
		{ by: 'origin', roles: staff, at: ['submitted', 'received'], stillTelling: true },
		{ by: 'holder', roles: staff, at: ['received', 'correcting'] }
	],
	attach: [
		{ by: 'origin', roles: staff, at: ['intake', 'correcting'] },
		{ by: 'origin', roles: staff, at: ['submitted', 'received'], stillTelling: true },
		{ by: 'holder', roles: staff, at: ['received', 'correcting'] }
	],
	// Of a deed set aside; of a field see `whichValue`.
	settle: [
		{ by: 'holder', roles: staff, at: everywhere },
		{ by: 'origin', roles: staff, at: everywhere }
	],
	note: [{ by: 'anyone', roles: [...staff, 'admin'], at: everywhere }],
	recall: [{ by: 'offerer', roles: staff, at: offerable }],
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
 * Whether someone who had seen these changes may do this now, and for which of their units. `unit` limits it to
 * one of them, where the action names it.
 */
export function judge(
	state: CaseState,
	type: CaseActionType,
	hand: Hand,
	unit: string | null,
	seen: ReadonlySet<string>,
	rules = policy[type]
): Judgement {
	const not = (why: SetAsideCode): Judgement => ({ allowed: false, why });
	if (type === 'receive' && wasRecalledUnseen(state, seen)) return not('recalled');
	if (isDone(state, type) || (type === 'handOver' && wasOfferedUnseen(state, seen)))
		return not('already-done');
	if (state.number === null && !beforeOpen.includes(type)) return not('not-at-this-stage');
	const telling = isStillTelling(state, seen);
	const now = rules.filter((rule) => rule.at.includes(state.stage) && (telling || !rule.stillTelling));
	if (now.length === 0) return not('not-at-this-stage');
	const mine = hand.roles.filter((held) => unit === null || held.unit === unit);
	const related = now.flatMap((rule) =>
		mine.filter((held) => isRelated(state, rule.by, held.unit)).map((held) => ({ ...held, rule }))
	);
	if (related.length === 0) {
		if (hand.roles.length === 0 || now.some((rule) => rule.by === 'anyone')) return not('not-in-role');
		return not(unrelated(state, type));
	}
	const fit = related.find(({ role, rule }) => rule.roles.includes(role));
	if (!fit) return not('not-in-role');
	if (type === 'accept' && hasOpenField(state)) return not('form-in-conflict');
	return { allowed: true, unit: fit.unit };
}

function unrelated({ offer }: CaseState, type: CaseActionType): SetAsideCode {
	if (type === 'receive') return 'not-offered-to-you';
	return type === 'recall' && offer === null ? 'already-received' : 'not-holder';
}

/** Whoever takes what was offered them, while the offer was being taken back: both must learn of it. */
function wasRecalledUnseen({ offer, recalled }: CaseState, seen: ReadonlySet<string>): boolean {
	return offer === null && recalled ? !seen.has(recalled.change) : false;
}

/** Two hand it to two units: the later must learn of it. Whoever knows of the offer may well send it elsewhere. */
function wasOfferedUnseen({ offer }: CaseState, seen: ReadonlySet<string>): boolean {
	return offer !== null && !seen.has(offer.change);
}

/** Whether to someone who had seen these changes the origin had not yet submitted, or not yet supplemented. */
function isStillTelling({ submitted, corrections }: CaseState, seen: ReadonlySet<string>): boolean {
	if (submitted === null) return true;
	return [submitted, ...corrections.map(({ answered }) => answered)].some(
		(told) => told !== null && !seen.has(told.change)
	);
}

function isRelated(state: CaseState, relation: Relation, unit: string): boolean {
	switch (relation) {
		case 'origin':
			return state.origin === unit;
		case 'holder':
			return state.holder === unit;
		case 'offered':
			return state.offer?.to === unit;
		case 'offerer':
			return state.offer?.from === unit;
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
		case 'recall':
			return state.offer === null && Boolean(state.recalled);
		default:
			return false;
	}
}

export type PossibleAction =
	{ type: CaseActionType; allowed: true } | { type: CaseActionType; allowed: false; why: SetAsideCode };

/**
 * Every action with whether a clerk with these roles may do it now at `unit`, and why not: the possible ones first, the
 * likeliest first among them.
 */
export function possibleActions(
	state: CaseState,
	who: { unit: string; roles: readonly Role[] }
): PossibleAction[] {
	const hand = { roles: who.roles.map((role) => ({ unit: who.unit, role })) };
	const types = Object.keys(policy) as CaseActionType[];
	const seen = new Set(state.timeline.map(({ change }) => change));
	const actions = types.map((type): PossibleAction => {
		const isOfField = type === 'settle' && hasOpenField(state) && !hasOpenDeed(state);
		const rules = isOfField ? whichValue : policy[type];
		const judgement = judge(state, type, hand, who.unit, seen, rules);
		if (!judgement.allowed) return { type, allowed: false, why: judgement.why };
		if (type === 'settle' && !hasOpenField(state) && !hasOpenDeed(state)) {
			return { type, allowed: false, why: 'no-such-thing' };
		}
		return { type, allowed: true };
	});
	return [...actions.filter(({ allowed }) => allowed), ...actions.filter(({ allowed }) => !allowed)];
}
