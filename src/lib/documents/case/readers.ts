import { entry } from '../directory/rights.ts';
import type { DirectoryState } from '../directory/state.ts';
import type { CaseState } from './state.ts';

/**
 * The units that get this case's changes: where it was taken in and, for a village, its township; who holds
 * it; who it is offered to. Sorted.
 */
export function readersOf(state: CaseState, directory: DirectoryState): string[] {
	const origin = state.origin === null ? undefined : entry(directory.units, state.origin);
	const readers = [
		state.origin,
		origin?.level === 'village' ? origin.parent : null,
		state.holder,
		state.offer?.to ?? null
	];
	return [...new Set(readers.filter((unit) => unit !== null))].sort();
}
