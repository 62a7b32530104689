import type { ChangeId } from '$lib/changes/change.ts';
import type { CaseView } from '$lib/device/station.ts';

/**
 * Whether the county has everything of this case, the change that was just written with it: until the view has
 * been read anew, that one is neither in it nor among what only this device has.
 */
export function isAtCounty({ state, onlyHere }: CaseView, change: ChangeId | null): boolean {
	const isSeen = change === null || state.timeline.some((entry) => entry.change === change);
	return isSeen && onlyHere.length === 0;
}
