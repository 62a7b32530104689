import type { Locks } from '../../src/lib/platform/seams.ts';

/** Locks of one app alone: one after the other, whatever their name. */
export function oneAtATime(): Locks {
	let before: Promise<unknown> = Promise.resolve();
	return {
		hold(_, work) {
			const mine = before.then(work, work);
			before = mine.catch(() => {});
			return mine;
		}
	};
}
