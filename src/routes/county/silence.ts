import type { StationContact } from '$lib/sync/door-answers.ts';

const DAY = 24 * 3_600_000;

/** How long a station has said nothing, told in whole days; `now` and `lastSeen` by the county's clock. */
export type Silence = { kind: 'revoked' } | { kind: 'never' } | { kind: 'days'; days: number };

/** How long that is to a person: today, up to three days, up to a week, longer. */
export type SilenceBand = 'today' | 'days' | 'week' | 'long' | 'never' | 'revoked';

export function silenceOf(station: Pick<StationContact, 'revoked' | 'lastSeen'>, now: number): Silence {
	if (station.revoked) return { kind: 'revoked' };
	if (station.lastSeen === null) return { kind: 'never' };
	return { kind: 'days', days: Math.max(0, Math.floor((now - station.lastSeen) / DAY)) };
}

export function bandOf(silence: Silence): SilenceBand {
	if (silence.kind !== 'days') return silence.kind;
	if (silence.days === 0) return 'today';
	if (silence.days <= 3) return 'days';
	return silence.days <= 7 ? 'week' : 'long';
}

/** The longest silent first; revoked ones last, nobody waits for them. */
export function bySilence<T extends Pick<StationContact, 'revoked' | 'lastSeen' | 'name'>>(
	stations: readonly T[]
): T[] {
	return [...stations].sort(
		(a, b) =>
			Number(a.revoked) - Number(b.revoked) ||
			(a.lastSeen ?? -1) - (b.lastSeen ?? -1) ||
			a.name.localeCompare(b.name, 'zh')
	);
}
