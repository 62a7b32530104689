import type { Hand, Judgement } from '../case/policy.ts';
import type { Role } from '../directory/state.ts';
import type { BundleActionType } from './actions.ts';
import type { BundleState } from './state.ts';

/** What a unit must be to the bundle: `taker` took it in or receives its cases, `part` also leads it. */
export type BundleRelation = 'anyone' | 'taker' | 'part';

export type BundleRule = { by: BundleRelation; roles: readonly Role[] };

const staff = ['agent', 'window', 'officer'] as const;

/** Who may do what. A department that holds a member decides its case, not what belongs to the matter. */
export const bundlePolicy: Record<BundleActionType, BundleRule> = {
	open: { by: 'anyone', roles: staff },
	add: { by: 'taker', roles: staff },
	drop: { by: 'taker', roles: staff },
	note: { by: 'part', roles: [...staff, 'admin'] },
	settle: { by: 'taker', roles: staff }
};

/** Whether someone may do this now, and for which of their units; `unit` limits it to one of them. */
export function judgeBundle(
	state: BundleState,
	type: BundleActionType,
	hand: Hand,
	unit: string | null = null
): Judgement {
	const isOpen = state.number !== null;
	if (type === 'open' && isOpen) return { allowed: false, why: 'already-done' };
	if (type !== 'open' && !isOpen) return { allowed: false, why: 'not-at-this-stage' };
	const rule = bundlePolicy[type];
	const related = hand.roles.filter(
		(held) => (unit === null || held.unit === unit) && isRelated(state, rule.by, held.unit)
	);
	const fit = related.find(({ role }) => rule.roles.includes(role));
	if (fit) return { allowed: true, unit: fit.unit };
	return { allowed: false, why: related.length > 0 || rule.by === 'anyone' ? 'not-in-role' : 'not-holder' };
}

function isRelated({ origin, to, lead }: BundleState, relation: BundleRelation, unit: string): boolean {
	if (relation === 'anyone' || unit === origin || unit === to) return true;
	return relation === 'part' && unit === lead;
}
