import { entry } from '../directory/rights.ts';
import type { DirectoryState } from '../directory/state.ts';
import type { BundleState } from './state.ts';

/**
 * The units that get this bundle's changes: where it was taken in and, for a village, its township; who its cases
 * were handed to; who leads. A department that holds one member learns from that case which bundle it belongs to,
 * and no more: which other matters a person has is not its concern. Sorted.
 */
export function bundleReaders({ origin, to, lead }: BundleState, directory: DirectoryState): string[] {
	const taker = origin === null ? undefined : entry(directory.units, origin);
	const readers = [origin, taker?.level === 'village' ? taker.parent : null, to, lead];
	return [...new Set(readers.filter((unit) => unit !== null))].sort();
}
