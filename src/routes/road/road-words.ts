import { troubles, uploadText } from '$lib/messages/code-texts.ts';
import { m } from '$lib/paraglide/messages.js';
import type { LineState } from '$lib/sync/line-state.ts';
import type { LineFinding, LineStep, LineTestFault } from '$lib/sync/line-test.ts';
import type { Stop } from '$lib/ui/road-stop.ts';
import type { Why } from './what-waits.ts';

const MINUTE = 60_000;
/** A clock that is further off is told: papers would bear a wrong time. */
const WRONG_FROM_MINUTES = 3;
/** A photograph after it was shrunk, for "about so many seconds". */
const PHOTOGRAPH_BYTES = 300_000;

/** The two ends of the road as they are now. */
export function stopsOf(line: LineState, needYou: number): Stop[] {
	const open = line.status === 'on';
	return [
		{ id: 'here', label: m.station_road_here(), at: needYou > 0 ? 'trouble' : 'now', cut: !open },
		{ id: 'county', label: m.station_road_county(), at: open ? 'passed' : 'ahead' }
	];
}

export function statusWords(status: LineState['status']): string {
	if (status === 'on') return m.station_road_on();
	return status === 'connecting' ? m.station_road_connecting() : m.station_road_off();
}

export function whyWords(why: Why): string {
	switch (why.why) {
		case 'offline':
			return m.road_why_offline();
		case 'sending':
			return m.road_why_sending();
		case 'others':
			return m.road_why_others();
		case 'trouble': {
			const { what, todo } = troubles[why.code]();
			return m.station_told({ what, todo });
		}
		case 'photographs':
			return m.road_why_photographs({ sent: why.sent, of: why.of, size: sizeWords(why.bytes) });
		case 'photographs-refused':
			return m.road_why_photographs_refused({
				sent: why.sent,
				of: why.of,
				reason: uploadText(why.code)
			});
	}
}

/**
 * What to say of the device's clock; `isWrong` from three minutes on. `clockAhead` is the county's clock minus the
 * device's, ms; null before the county has said what time it is.
 */
export function clockWords(clockAhead: number | null): { text: string; isWrong: boolean } {
	if (clockAhead === null) return { text: m.road_clock_unknown(), isWrong: false };
	const minutes = Math.round(Math.abs(clockAhead) / MINUTE);
	if (minutes < WRONG_FROM_MINUTES) return { text: m.road_clock_same(), isWrong: false };
	return {
		text: clockAhead > 0 ? m.road_clock_slow({ minutes }) : m.road_clock_wrong({ minutes }),
		isWrong: true
	};
}

/** Bytes as people say them. */
export function sizeWords(bytes: number): string {
	if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
	return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

export const stepWords: Record<LineStep, () => string> = {
	network: m.road_test_network,
	county: m.road_test_county,
	socket: m.road_test_socket,
	device: m.road_test_device,
	speed: m.road_test_speed
};

const faultWords: Record<Exclude<LineTestFault, 'refused'>, () => string> = {
	'no-network': m.road_test_no_network,
	'no-answer': m.road_test_no_answer,
	stranger: m.road_test_stranger,
	'no-socket': m.road_test_no_socket,
	'not-enrolled': m.road_test_not_enrolled,
	'no-greeting': m.road_test_no_greeting,
	'speed-unknown': m.road_test_speed_unknown
};

/** What a step of the line's test came to, and where it went wrong what to do. */
export function findingWords(finding: LineFinding): string {
	if (!finding.ok) {
		if (finding.code !== 'refused') return faultWords[finding.code]();
		return whyWords({ why: 'trouble', code: finding.trouble ?? 'internal' });
	}
	const { ms, bytesPerSecond } = finding;
	if (bytesPerSecond !== null) {
		const seconds = Math.max(1, Math.round(PHOTOGRAPH_BYTES / bytesPerSecond));
		return m.road_test_rate({ size: sizeWords(bytesPerSecond), seconds });
	}
	return ms === null ? m.road_test_ok() : m.road_test_ms({ ms });
}
