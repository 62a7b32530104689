import { entry } from './rights.ts';
import type { DirectoryState, Unit } from './state.ts';

/** Why a unit does not take something in. `items`: those of what was asked that it does not take. */
export type NoReception = { code: 'unit-closed' } | { code: 'item-not-taken'; items: string[] };
export type ReceptionCode = NoReception['code'];

/**
 * Why the unit does not take in these items, by code; null where it does. A unit without a list of its own takes all
 * that the catalogue gives its level; of one that this device does not know nothing is said.
 */
export function noReception(
	{ units }: DirectoryState,
	unit: string,
	items: readonly string[]
): NoReception | null {
	const known = entry(units, unit);
	if (known?.closed) return { code: 'unit-closed' };
	const listed = known?.items ?? [];
	const not = listed.length === 0 ? [] : items.filter((item) => !listed.includes(item));
	return not.length === 0 ? null : { code: 'item-not-taken', items: not };
}

/** The unit that an intake goes to by itself: from a village up to its township; a centre's own stays. */
export function usualReceiver({ units }: DirectoryState, from: string): string {
	const here = entry(units, from);
	return here?.level === 'village' && here.parent !== null ? here.parent : from;
}

/**
 * Units that take in all of these items, the likeliest first: the usual one, those that decide them, the county's hall,
 * other townships. A village is none: what it takes in it hands up.
 */
export function receiversFor(
	directory: DirectoryState,
	from: string,
	items: readonly string[],
	deciders: readonly (string | null)[]
): Unit[] {
	const all = Object.values(directory.units);
	const likely = [usualReceiver(directory, from), ...deciders].flatMap(
		(id) => (id !== null && entry(directory.units, id)) || []
	);
	const halls = all.filter(({ level }) => level === 'county');
	const townships = all.filter(({ level }) => level === 'township').sort((a, b) => (a.id < b.id ? -1 : 1));
	return [...new Set([...likely, ...halls, ...townships])].filter(
		({ id, level }) => level !== 'village' && noReception(directory, id, items) === null
	);
}
