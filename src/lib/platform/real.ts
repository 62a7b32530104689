import type { Clock, Locks, Random, Timers } from './seams.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemTimers: Timers = {
	after(ms, work) {
		const timer = setTimeout(work, ms);
		return () => clearTimeout(timer);
	}
};

export const systemRandom: Random = {
	bytes: (length) => crypto.getRandomValues(new Uint8Array(length))
};

export const webLocks: Locks = {
	hold: (name, work) => navigator.locks.request(name, work)
};
