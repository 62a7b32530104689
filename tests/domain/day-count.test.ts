import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LimitUnit } from '../../src/lib/domain/catalogue.ts';
import { countDays } from '../../src/lib/domain/day-count.ts';
import { dueDate } from '../../src/lib/domain/deadline.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import { addDays } from '../../src/lib/domain/working-days.ts';

const day = fc.integer({ min: 0, max: 1000 }).map((days) => addDays('2025-01-01', days));
const units: LimitUnit[] = ['工作日', '自然日', '天', '月', '当场'];

/** The last day, and the days that are not counted as `MM-DD reason`. */
function counted(start: string, value: number, unit: LimitUnit, ...pauses: [from: string, to: string][]) {
	const spans = pauses.map(([from, to]) => ({ from, to }));
	const count = countDays(start, { value, unit }, officialCalendar, spans);
	const words = (one: NonNullable<typeof count>['uncounted'][number]) =>
		`${one.date.slice(5)} ${one.why === 'holiday' ? one.name : one.why}`;
	return [count?.date, ...(count?.uncounted ?? []).map(words)];
}

test('counted day by day a limit ends where the rule for due dates says', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: 0, max: 90 }), fc.constantFrom(...units), (start, value, unit) => {
			const { date, confirmed } = countDays(start, { value, unit }, officialCalendar) ?? {};
			expect({ date, confirmed }).toEqual(dueDate(start, { value, unit }, officialCalendar));
		})
	);
});

test('is not counted where the county gave no limit', () => {
	expect(countDays('2026-11-23', { value: null, unit: '工作日' }, officialCalendar)).toBeNull();
	expect(countDays('2026-11-23', { value: 3, unit: null }, officialCalendar)).toBeNull();
	expect(countDays('2026-11-23', { value: 1e15, unit: '月' }, officialCalendar)).toBeNull();
});

describe('each day that does not count is named with its reason', () => {
	test('weekends and holidays of working days; a worked weekend counts', () => {
		expect(counted('2026-09-30', 4, '工作日')).toEqual([
			'2026-10-12',
			...[1, 2, 3, 4, 5, 6, 7].map((n) => `10-0${n} 国庆节`),
			'10-11 weekend'
		]);
	});

	test('of a limit in days the days off over which its end moves', () => {
		expect(counted('2026-11-23', 5, '自然日')).toEqual(['2026-11-30', '11-28 weekend', '11-29 weekend']);
		expect(counted('2026-11-23', 7, '天')).toEqual(['2026-11-30']);
	});

	test('and what the county set itself', () => {
		const calendar = { ...officialCalendar, localDaysOff: ['2026-04-13'] };
		const count = countDays('2026-04-10', { value: 1, unit: '工作日' }, calendar);
		expect(count?.uncounted.at(-1)).toEqual({ date: '2026-04-13', why: 'local' });
	});
});

describe('a special procedure stops the clock (行政许可法 45)', () => {
	test('on both its ends; a weekend within it was no working day anyway', () => {
		expect(counted('2026-11-30', 2, '工作日', ['2026-12-01', '2026-12-07'])).toEqual([
			'2026-12-09',
			...['12-01', '12-02', '12-03', '12-04'].map((date) => `${date} paused`),
			'12-05 weekend',
			'12-06 weekend',
			'12-07 paused'
		]);
	});

	test('also of days and months, whose end moves by as many days', () => {
		expect(counted('2026-11-02', 7, '自然日', ['2026-11-04', '2026-11-05'])).toEqual([
			'2026-11-11',
			'11-04 paused',
			'11-05 paused'
		]);
		expect(counted('2026-06-01', 1, '月', ['2026-06-10', '2026-06-10'])).toEqual([
			'2026-07-02',
			'06-10 paused'
		]);
	});

	test('where two overlap each day is passed over once, and none before the first day counts', () => {
		const pauses: [string, string][] = [
			['2026-11-01', '2026-11-24'],
			['2026-11-24', '2026-11-25']
		];
		expect(counted('2026-11-23', 1, '工作日', ...pauses)).toEqual([
			'2026-11-26',
			'11-24 paused',
			'11-25 paused'
		]);
	});

	test('and nothing ends within it', () => {
		expect(counted('2026-11-23', 5, '自然日', ['2026-11-30', '2026-12-01'])).toEqual([
			'2026-12-02',
			'11-28 weekend',
			'11-29 weekend',
			'11-30 paused',
			'12-01 paused'
		]);
	});
});
