import type { RoleTerm } from '$lib/documents/directory/state.ts';
import type { DateString } from '$lib/domain/calendar.ts';

/** Meant to be over before this day, and not ended: nothing ends by itself, an admin should look. */
export function isPastPlan({ planned, until }: RoleTerm, today: DateString): boolean {
	return until === null && planned !== null && planned < today;
}
