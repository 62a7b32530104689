import { expect, test } from 'vitest';
import { canRedo } from '../../../src/lib/device/redo.ts';
import type { BundleRow } from '../../../src/lib/device/station.ts';
import { documentsTold } from '../../../src/routes/road/documents-told.ts';
import { clockWords, findingWords, whyWords } from '../../../src/routes/road/road-words.ts';
import { whatWaits } from '../../../src/routes/road/what-waits.ts';
import { NO_UPLOADS } from '../../../src/lib/sync/photograph-uploader.ts';
import { m } from '../../../src/lib/paraglide/messages.js';

const MINUTE = 60_000;
const on = { status: 'on' as const, unplaced: [] };
const off = { status: 'off', unplaced: [] } as const;
const nothing = { photographs: [], unsent: new Set<string>(), trouble: null, uploads: NO_UPLOADS };
const road = {
	cases: [
		{ doc: 'case/late', ids: ['c'], changes: 1, since: 30 },
		{ doc: 'case/early', ids: ['a', 'b'], changes: 2, since: 10 }
	],
	bundles: []
};
const pictures = {
	photographs: [
		{ hash: 'p1', doc: 'case/shown', paper: '户口簿', bytes: 100 },
		{ hash: 'p2', doc: 'case/shown', paper: '户口簿', bytes: 200 },
		{ hash: 'p3', doc: 'case/shown', paper: '户口簿', bytes: 300 }
	],
	unsent: new Set(['p2', 'p3'])
};

test('what waits longest stands first', () => {
	expect(whatWaits({ ...nothing, road, line: { ...on, unplaced: [] } }).map(({ doc }) => doc)).toEqual([
		'case/early',
		'case/late'
	]);
});

test('一件事 waits before its cases, and is told by its number and its name', () => {
	const birth = { doc: 'bundle/b', ids: ['p'], changes: 1, since: 10 };
	const waiting = whatWaits({ ...nothing, road: { ...road, bundles: [birth] }, line: on });
	expect(waiting.map(({ doc }) => doc)).toEqual(['bundle/b', 'case/early', 'case/late']);
	const row = { doc: 'bundle/b', number: '532822-1', bundle: { code: 'YJS-01', version: '' } } as BundleRow;
	const told = documentsTold([], [row], new Map([['YJS-01', '新生儿出生一件事']]));
	expect(told('bundle/b')).toEqual({
		number: '532822-1',
		name: '新生儿出生一件事',
		href: '/bundles/cases/b'
	});
	expect(told('case/unknown')).toMatchObject({ number: m.station_road_unnumbered(), href: '/cases/unknown' });
	expect(told('directory/532822').href).toBeNull();
});

test('off the line all wait for the line, or for what closed it', () => {
	const whys = (trouble: 'too-fast' | null) =>
		whatWaits({ ...nothing, road, line: { ...off, unplaced: [] }, trouble }).map(({ why }) => why);
	expect(whys(null)).toEqual([{ why: 'offline' }, { why: 'offline' }]);
	expect(whys('too-fast')[0]).toEqual({ why: 'trouble', code: 'too-fast' });
});

test('on the line a case that the county keeps without a place waits for another device, the others are on their way', () => {
	const waiting = whatWaits({ ...nothing, road, line: { ...on, unplaced: ['b'] } });
	expect(waiting.map(({ why }) => why.why)).toEqual(['others', 'sending']);
});

test('a case whose steps have arrived still waits for its photographs, with how many and how much', () => {
	const setting = {
		...nothing,
		...pictures,
		road: { cases: [], bundles: [] },
		line: { ...on, unplaced: [] }
	};
	expect(whatWaits(setting)).toEqual([
		{
			...{ doc: 'case/shown', changes: 0, since: null, photographs: 2, papers: ['户口簿'] },
			why: { why: 'photographs', sent: 1, of: 3, bytes: 500 }
		}
	]);
	const sending = { hash: 'p3', there: 120, of: 300 };
	const later = whatWaits({ ...setting, uploads: { ...NO_UPLOADS, sending } });
	expect(later[0]?.why).toEqual({ why: 'photographs', sent: 1, of: 3, bytes: 380 });
	const refused = whatWaits({ ...setting, uploads: { ...NO_UPLOADS, faults: { p2: 'spoiled' } } });
	expect(refused[0]?.why).toEqual({ why: 'photographs-refused', sent: 1, of: 3, code: 'spoiled' });
	expect(whyWords(refused[0]?.why ?? { why: 'offline' })).toContain(m.road_upload_spoiled_do());
	expect(whatWaits({ ...setting, unsent: new Set() })).toEqual([]);
});

test('a clock that is three minutes off is told, and which way', () => {
	expect(clockWords(null).isWrong).toBe(false);
	expect(clockWords(2 * MINUTE).isWrong).toBe(false);
	expect(clockWords(3 * MINUTE)).toEqual({ text: m.road_clock_slow({ minutes: 3 }), isWrong: true });
	expect(clockWords(-60 * MINUTE)).toEqual({ text: m.road_clock_wrong({ minutes: 60 }), isWrong: true });
});

test('a step refused for its content is not offered to be done again as it was', () => {
	const mine = (code: string) => canRedo({ code, mine: true });
	expect(mine('unknown-key')).toBe(true);
	expect(mine('forked')).toBe(true);
	expect(mine('malformed-action')).toBe(false);
	expect(mine('foreign-number')).toBe(false);
	expect(mine('too-large')).toBe(false);
	expect(mine('not-yet-known')).toBe(false);
});

test('nobody is offered to do again what someone else did', () => {
	expect(canRedo({ code: 'forked', mine: false })).toBe(false);
});

test('a device that the county refuses is told why by the test of the line, in the words of the trouble', () => {
	const refused = { step: 'device', ok: false, code: 'refused', trouble: 'old-protocol' } as const;
	expect(findingWords(refused)).toBe(whyWords({ why: 'trouble', code: 'old-protocol' }));
});
