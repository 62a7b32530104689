import type { Clock } from '../src/lib/platform/seams.ts';

/** Who gave the right password on which device a moment ago: what lets a new key be bound (P25). */
export interface SignIns {
	remember(device: string, clerk: string): void;
	isFresh(device: string, clerk: string): boolean;
}

export const FRESH_FOR_MS = 10 * 60_000;

export function signIns(clock: Clock): SignIns {
	const until = new Map<string, number>();
	const nameOf = (device: string, clerk: string) => `${device} ${clerk}`;
	return {
		remember(device, clerk) {
			const now = clock.now();
			for (const [name, end] of until) if (end <= now) until.delete(name);
			until.set(nameOf(device, clerk), now + FRESH_FOR_MS);
		},
		isFresh: (device, clerk) => (until.get(nameOf(device, clerk)) ?? 0) > clock.now()
	};
}
