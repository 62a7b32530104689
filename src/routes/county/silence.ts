import type { StationContact } from '$lib/sync/door-answers.ts';

const DAY = 24 * 3_600_000;

/** How long a station has said nothing, told in whole days; `now` and `lastSeen` by the county's clock. */
export type Silence = { kind: 'revoked' } | { kind: 'never' } | { kind: 'days'; days: number };

export function silenceOf(station: StationContact, now: number): Silence {
	if (station.revoked) return { kind: 'revoked' };
	if (station.lastSeen === null) return { kind: 'never' };
	return { kind: 'days', days: Math.max(0, Math.floor((now - station.lastSeen) / DAY)) };
}

/** The longest silent first; revoked ones last, nobody waits for them. */
export function bySilence(stations: readonly StationContact[]): StationContact[] {
	return [...stations].sort(
		(a, b) =>
			Number(a.revoked) - Number(b.revoked) ||
			(a.lastSeen ?? -1) - (b.lastSeen ?? -1) ||
			a.name.localeCompare(b.name, 'zh')
	);
}
