import { expect, test } from 'vitest';
import { bySilence, silenceOf } from '../../src/routes/county/silence.ts';

const HOUR = 3_600_000;
const now = 100 * 24 * HOUR;

function station(name: string, lastSeen: number | null, revoked = false) {
	return { device: name, name, unit: '532822103', lastSeen, behind: 0, release: 1, report: null, revoked };
}

test('stations stand by silence: never heard of, longest silent, in touch, and the revoked at the end', () => {
	const stations = [
		station('today', now - HOUR),
		station('revoked', now - 90 * 24 * HOUR, true),
		station('last week', now - 7 * 24 * HOUR),
		station('never', null)
	];
	expect(bySilence(stations).map((one) => one.name)).toEqual(['never', 'last week', 'today', 'revoked']);
});

test('silence is told in whole days, and a clock ahead of the county’s makes none', () => {
	expect(silenceOf(station('a', now - 47 * HOUR), now)).toEqual({ kind: 'days', days: 1 });
	expect(silenceOf(station('a', now + HOUR), now)).toEqual({ kind: 'days', days: 0 });
	expect(silenceOf(station('a', now, true), now)).toEqual({ kind: 'revoked' });
});
