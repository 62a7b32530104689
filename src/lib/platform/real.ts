import type { Clock, Locks, Random, Tabs, Timers } from './seams.ts';

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

/** Tabs that run another version of the app may have other words: give each form of them a name of its own. */
export function otherTabs<Word>(name: string): Tabs<Word> {
	const channel = new BroadcastChannel(name);
	return {
		tell: (word) => channel.postMessage(word),
		listen(take) {
			const hear = ({ data }: MessageEvent<Word>) => take(data);
			channel.addEventListener('message', hear);
			return () => channel.removeEventListener('message', hear);
		}
	};
}
