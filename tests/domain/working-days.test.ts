import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import {
	addDays,
	addWorkdays,
	chinaDate,
	chinaDateTime,
	isConfirmed,
	isDate,
	isWorkday,
	workdaysBetween
} from '../../src/lib/domain/working-days.ts';

const moment = fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2090, 0) });
const day = fc.integer({ min: 0, max: 1460 }).map((days) => addDays('2025-01-01', days));

describe('the day in China', () => {
	test('is that of its clocks at every moment', () => {
		const shanghai = new Intl.DateTimeFormat('en-CA', {
			timeZone: 'Asia/Shanghai',
			dateStyle: 'short',
			timeStyle: 'short',
			hourCycle: 'h23'
		});
		fc.assert(
			fc.property(moment, (ms) => {
				const { date, hour, minute } = chinaDateTime(ms);
				const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
				expect(`${date}, ${clock}`).toBe(shanghai.format(ms));
				expect(chinaDate(ms)).toBe(date);
			})
		);
	});

	test('is a day even by a clock that is out of all years', () => {
		for (const ms of [Number.MIN_SAFE_INTEGER, -1, Number.MAX_SAFE_INTEGER]) {
			expect(isDate(chinaDate(ms))).toBe(true);
			expect(isDate(chinaDateTime(ms).date)).toBe(true);
		}
	});

	test('begins at 16:00 UTC', () => {
		expect(chinaDate(Date.UTC(2026, 10, 22, 15, 59, 59, 999))).toBe('2026-11-22');
		expect(chinaDateTime(Date.UTC(2026, 11, 31, 16))).toMatchObject({
			year: 2027,
			month: 1,
			day: 1,
			weekday: 5
		});
	});
});

test.each([
	['2026-02-28', true],
	['2026-02-29', false],
	['2028-02-29', true],
	['2026-13-01', false],
	['2026-1-01', false],
	['0000-00-00', false]
])('%s is a day: %s', (text, is) => {
	expect(isDate(text)).toBe(is);
});

describe('working days', () => {
	test.each([2025, 2026])('%d has 248 of them', (year) => {
		expect(workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`, officialCalendar)).toBe(248);
	});

	test('counted forth and back agree', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 60 }), (start, count) => {
				const end = addWorkdays(start, count, officialCalendar);
				expect(isWorkday(end, officialCalendar)).toBe(true);
				expect(workdaysBetween(start, end, officialCalendar)).toBe(count);
				expect(workdaysBetween(end, start, officialCalendar)).toBe(-count);
			})
		);
	});
});

test('a span is confirmed only if every year in it has its notice', () => {
	expect(isConfirmed('2025-12-01', '2026-12-31', officialCalendar)).toBe(true);
	expect(isConfirmed('2026-12-01', '2027-01-04', officialCalendar)).toBe(false);
	expect(isConfirmed('2031-01-01', '2031-01-02', officialCalendar)).toBe(false);
});
