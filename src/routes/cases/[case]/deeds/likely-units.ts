import type { CaseState } from '$lib/documents/case/state.ts';
import type { DirectoryState, Unit } from '$lib/documents/directory/state.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';

/**
 * Units to hand a case over to, the likeliest first: before the decision the one that decides, after it the
 * township that brings the result home, and from there the village where it was taken in; then departments, townships, and the origin itself.
 */
export function likelyUnits(
	state: CaseState,
	item: CatalogueItem | null,
	{ units }: DirectoryState,
	from: string
): Unit[] {
	const origin = state.origin === null ? undefined : units[state.origin];
	const home = origin?.level === 'village' ? origin.parent : (origin?.id ?? null);
	const decides = item?.implementation.unit ?? null;
	const first = state.decision === null ? [decides, home] : [home, state.origin, decides];
	const likely = first.flatMap((id) => (id !== null && units[id] ? [units[id]] : []));
	const others = Object.values(units)
		.filter(({ level, id }) => level === 'department' || level === 'township' || id === origin?.id)
		.sort((a, b) => (a.level === b.level ? (a.id < b.id ? -1 : 1) : a.level < b.level ? -1 : 1));
	return [...new Set([...likely, ...others])].filter(({ id, closed }) => id !== from && !closed);
}
