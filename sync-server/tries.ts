import type { Clock } from '../src/lib/platform/seams.ts';

const MOST = 8;
const WITHIN_MS = 10 * 60_000;

/** Wrong passwords for one account, whoever tried them. */
export interface Tries {
	count(account: string): void;
	areTooMany(account: string): boolean;
	forget(account: string): void;
}

export function tries(clock: Clock): Tries {
	const times = new Map<string, number[]>();
	const recent = (account: string) =>
		(times.get(account) ?? []).filter((time) => clock.now() - time < WITHIN_MS);
	return {
		count(account) {
			for (const known of times.keys()) if (recent(known).length === 0) times.delete(known);
			times.set(account, [...recent(account), clock.now()]);
		},
		areTooMany: (account) => recent(account).length >= MOST,
		forget: (account) => void times.delete(account)
	};
}
