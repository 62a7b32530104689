import { m } from '$lib/paraglide/messages.js';
import { chinaMoment } from '$lib/ui/china-time.ts';
import type { Column } from './register.ts';
import type { Silence, SilenceBand } from './silence.ts';
import type { StationRow } from './station-row.ts';

export const bandWords: Record<SilenceBand | 'none', () => string> = {
	today: m.county_band_today,
	days: m.county_band_days,
	week: m.county_band_week,
	long: m.county_band_long,
	never: m.county_band_never,
	revoked: m.county_state_revoked,
	none: m.county_band_none
};

export function silenceWords(silence: Silence): string {
	if (silence.kind === 'revoked') return m.county_state_revoked();
	if (silence.kind === 'never') return m.county_state_never();
	return silence.days === 0 ? m.county_state_on_road() : m.county_state_silent({ count: silence.days });
}

/** Versions of the app are named by when they were built, ms; a later app may name them otherwise. */
export function appWords(app: string | undefined): string {
	if (app === undefined) return m.county_untold_yet();
	return /^\d{13}$/.test(app) ? chinaMoment(Number(app)) : app;
}

/** What only a device itself can tell, as of its last contact; nothing for one that never told. */
export function toldColumns(newestRelease: () => number): Column<StationRow>[] {
	const told = (row: StationRow, value: number | undefined): string =>
		row.report === null || value === undefined ? m.county_untold_yet() : String(value);
	return [
		{
			label: m.county_last_seen(),
			text: ({ lastSeen }) => (lastSeen === null ? m.county_never_seen() : chinaMoment(lastSeen)),
			order: ({ lastSeen }) => lastSeen ?? -1
		},
		{
			label: m.county_release(),
			text: ({ release }) =>
				release < newestRelease()
					? m.county_release_old({ number: release })
					: m.county_release_now({ number: release }),
			order: ({ release }) => release,
			tone: ({ release }) => (release < newestRelease() ? 'mind' : null)
		},
		{
			label: m.county_app(),
			text: ({ report }) => appWords(report?.app),
			order: ({ report }) => report?.app ?? ''
		},
		{
			label: m.county_only_there(),
			text: (row) => told(row, row.report?.cases),
			order: ({ report }) => report?.cases ?? -1,
			tone: ({ report }) => ((report?.cases ?? 0) > 0 ? 'mind' : null)
		},
		{
			label: m.county_oldest(),
			text: ({ report }) => (report?.oldest == null ? '' : chinaMoment(report.oldest)),
			order: ({ report }) => report?.oldest ?? Infinity
		},
		{
			label: m.county_photographs(),
			text: (row) => told(row, row.report?.photographs),
			order: ({ report }) => report?.photographs ?? -1,
			tone: ({ report }) => ((report?.photographs ?? 0) > 0 ? 'mind' : null)
		}
	];
}
