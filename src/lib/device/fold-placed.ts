import type { Placed } from '../changes/order.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Kind } from '../documents/kinds.ts';
import { deedOf } from '../record/deed-of.ts';
import type { Place } from './station.ts';

/** The document of this kind that these changes make, which are in the one order. */
export function foldPlaced<State>(
	kind: Kind<State>,
	doc: string,
	placed: Placed[],
	directory: DirectoryState
): State {
	return placed.reduce((state, one) => kind.advance(state, deedOf(one, directory)), kind.start(doc));
}

/** Where the work on a document is, by what is worst. `conflicts`: how many a person must settle. */
export function placeOf(conflicts: number, onlyHere: number, refused: number): Place {
	if (refused > 0 || conflicts > 0) return 'needs-you';
	return onlyHere > 0 ? 'here' : 'county';
}

/** County time where it is known, else the writing device's, of the newest change, ms. */
export function changedAt(placed: Placed[]): number {
	const last = placed.at(-1);
	return last ? (last.receipt?.time ?? last.change.envelope.at) : 0;
}
