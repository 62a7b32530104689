import type { BundleState } from '../documents/bundle/state.ts';
import { isUnsettled } from '../documents/timeline.ts';
import type { OnDisk } from './case-row.ts';
import { changedAt, placeOf } from './fold-placed.ts';
import type { BundleRow } from './station.ts';

/** A bundle's row: the parent alone. How its cases stand is in their own rows. */
export function bundleRowOf(state: BundleState, { placed, refused }: OnDisk): BundleRow {
	const onlyHere = placed.filter(({ receipt }) => receipt === null).length;
	return {
		doc: state.id,
		number: state.number,
		bundle: state.bundle,
		origin: state.origin,
		members: state.members,
		changedAt: changedAt(placed),
		place: placeOf(state.timeline.filter(isUnsettled).length, onlyHere, refused),
		onlyHere
	};
}
