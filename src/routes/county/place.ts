import { PENDING } from '$lib/documents/directory/rights.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';

/** Where the newest change of a unit, window or clerk (`unit/…`) is: only on this device, or at the county. */
export function placeIn(directory: DirectoryState, name: string): 'here' | 'county' {
	return directory.written[name] === PENDING ? 'here' : 'county';
}
