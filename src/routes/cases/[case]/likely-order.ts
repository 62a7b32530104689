import type { PossibleAction } from '$lib/documents/case/policy.ts';

/**
 * The policy's order, but with the decision behind handing over where the catalogue gives the decision to
 * another unit: whoever is authorised may still decide, nobody does it by the first button.
 */
export function inLikelyOrder(actions: PossibleAction[], decidesHere: boolean): PossibleAction[] {
	if (decidesHere) return actions;
	const decision = actions.filter(({ type }) => type === 'decide');
	const others = actions.filter(({ type }) => type !== 'decide');
	const place = others.findIndex(({ type }) => type === 'handOver') + 1;
	return [...others.slice(0, place), ...decision, ...others.slice(place)];
}
