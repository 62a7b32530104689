import type { PossibleAction } from '$lib/documents/case/policy.ts';

/**
 * The policy's order, but with the decision behind handing over where the catalogue gives the decision to
 * another unit: whoever is authorised may still decide, nobody does it by the first button. While an offer is open
 * handing over comes after taking it back: it has just been done.
 */
export function inLikelyOrder(actions: PossibleAction[], decidesHere: boolean): PossibleAction[] {
	const isOffered = actions.some(({ type, allowed }) => type === 'recall' && allowed);
	if (isOffered) return behind(actions, 'handOver', 'recall');
	return decidesHere ? actions : behind(actions, 'decide', 'handOver');
}

function behind(
	actions: PossibleAction[],
	late: PossibleAction['type'],
	early: PossibleAction['type']
): PossibleAction[] {
	const moved = actions.filter(({ type }) => type === late);
	const others = actions.filter(({ type }) => type !== late);
	const place = others.findIndex(({ type }) => type === early) + 1;
	return [...others.slice(0, place), ...moved, ...others.slice(place)];
}
