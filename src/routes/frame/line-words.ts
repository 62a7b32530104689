import { m } from '$lib/paraglide/messages.js';
import type { OnTheRoad } from '$lib/device/station.ts';
import type { LineState } from '$lib/sync/line-state.ts';

const HOUR = 3_600_000;

/** What the line chip and the first line of the road page say, and how the road beside it is drawn. */
export type LineWords = { mark: 'clear' | 'cut' | 'trouble'; text: string };

/** What waits for the county. */
export type WaitingHere = Pick<OnTheRoad, 'cases' | 'bundles' | 'directory' | 'photographs'> & {
	locked: boolean;
};

/** `needYou`: cases and bundles that a person must look at; `now` is the device's clock, ms. */
export function lineWords(
	line: LineState,
	trouble: LineState['trouble'],
	road: WaitingHere,
	needYou: number,
	now: number
): LineWords {
	// A device that may write no more is not merely offline: waiting for the line would help nothing.
	if (trouble === 'revoked') return { mark: 'trouble', text: m.station_line_revoked() };
	if (trouble === 'fork') return { mark: 'trouble', text: m.station_line_fork() };
	// While the rest is still to come, what is here says little: not how many need someone, nor that all is well.
	if (line.status === 'on' && line.receiving) {
		const { left, of } = line.receiving;
		return {
			mark: 'clear',
			text: m.station_line_receiving({ percent: Math.floor((100 * (of - left)) / of) })
		};
	}
	const since = silence(now - (line.lastContact ?? line.since));
	if (needYou > 0) {
		const count = needYou;
		const text =
			line.status === 'on'
				? m.station_line_trouble({ count })
				: m.station_line_offline_trouble({ since, count });
		return { mark: 'trouble', text };
	}
	const waiting = road.cases.length + road.bundles.length + Math.min(1, road.directory);
	const { photographs, locked } = road;
	if (locked && line.status === 'on') {
		const text = waiting > 0 ? m.station_line_locked_waiting({ count: waiting }) : m.station_line_locked();
		return { mark: 'clear', text };
	}
	if (line.status === 'on') {
		if (waiting > 0) return { mark: 'clear', text: m.station_line_on_waiting({ count: waiting }) };
		return {
			mark: 'clear',
			text: photographs > 0 ? m.station_line_on_photographs({ count: photographs }) : m.station_line_clear()
		};
	}
	if (waiting > 0) return { mark: 'cut', text: m.station_line_offline_waiting({ since, count: waiting }) };
	return {
		mark: 'cut',
		text:
			photographs > 0
				? m.station_line_offline_photographs({ since, count: photographs })
				: m.station_line_offline_clear({ since })
	};
}

/** ` 3 天`, ` 5 小时`; empty under an hour, and where the device has never reached the county. */
function silence(ms: number): string {
	if (ms >= 24 * HOUR) return m.station_line_days({ count: Math.floor(ms / (24 * HOUR)) });
	if (ms >= HOUR) return m.station_line_hours({ count: Math.floor(ms / HOUR) });
	return '';
}
