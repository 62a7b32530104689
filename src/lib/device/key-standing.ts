import { boundKey, isGood, PENDING } from '../documents/directory/rights.ts';
import type { DirectoryState } from '../documents/directory/state.ts';

/** Whether the county lets what this key signs pass as its clerk's. */
export function isBound(directory: DirectoryState, key: string): boolean {
	const bound = boundKey(directory, key);
	const device = bound && directory.devices[bound.device];
	return bound !== null && bound.from <= directory.pos && !!device && isGood(directory, device);
}

/** `waiting` while a `bindKey` is on the road, `no` before it and again when it was refused. */
export function standingOf(directory: DirectoryState, key: string): 'yes' | 'waiting' | 'no' {
	if (isBound(directory, key)) return 'yes';
	return boundKey(directory, key)?.from === PENDING ? 'waiting' : 'no';
}
