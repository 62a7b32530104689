import type { Clock, Timers } from '../../src/lib/platform/seams.ts';

/** A clock that stands still until it is advanced by hand, with the timers that hang on it. */
export interface VirtualTime extends Clock, Timers {
	/** Moves time on and runs what falls due, in its order; timers set meanwhile run too when they fall due. */
	advance(ms: number): void;
	/** When the next timer falls due, ms since 1970; null for none. */
	next(): number | null;
	/** Another clock on the same time: `ahead` ms ahead of it, as a device's clock may be by years. */
	clock(ahead: number): Clock;
}

export function virtualTime(start = Date.UTC(2026, 10, 23, 1)): VirtualTime {
	let now = start;
	let given = 0;
	const timers = new Map<number, { at: number; work: () => void }>();

	function earliest(): [number, { at: number; work: () => void }] | null {
		let found: [number, { at: number; work: () => void }] | null = null;
		// The map keeps the order of setting, so timers of one moment run as they were set.
		for (const entry of timers) if (!found || entry[1].at < found[1].at) found = entry;
		return found;
	}

	return {
		now: () => now,
		after(ms, work) {
			const id = ++given;
			timers.set(id, { at: now + Math.max(0, ms), work });
			return () => void timers.delete(id);
		},
		advance(ms) {
			const end = now + ms;
			for (let due = earliest(); due && due[1].at <= end; due = earliest()) {
				timers.delete(due[0]);
				now = due[1].at;
				due[1].work();
			}
			now = end;
		},
		next: () => earliest()?.[1].at ?? null,
		clock: (ahead) => ({ now: () => now + ahead })
	};
}
