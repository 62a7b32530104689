import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { deliverBy, dueDate, remaining, tellGapsBy } from '../../src/lib/domain/deadline.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import { confirmed, provisional } from './due-dates.ts';

describe('a due date', () => {
	test.each(confirmed)('%s and %d %s give %s: %s', (start, value, unit, date) => {
		expect(dueDate(start, { value, unit }, officialCalendar)).toEqual({ date, confirmed: true });
	});

	test.each(provisional)('%s and %d %s give %s, not confirmed: %s', (start, value, unit, date) => {
		expect(dueDate(start, { value, unit }, officialCalendar)).toEqual({ date, confirmed: false });
	});

	test('is not known where the county gave no limit', () => {
		expect(dueDate('2026-11-23', { value: null, unit: '工作日' }, officialCalendar)).toBeNull();
		expect(dueDate('2026-11-23', { value: 20, unit: null }, officialCalendar)).toBeNull();
	});

	test('is not reckoned for a number that no limit has', () => {
		expect(dueDate('2026-11-23', { value: 1e15, unit: '工作日' }, officialCalendar)).toBeNull();
		expect(dueDate('2026-11-23', { value: NaN, unit: '月' }, officialCalendar)).toBeNull();
	});

	test("passes over the county's own days off", () => {
		const calendar = { ...officialCalendar, localDaysOff: ['2026-04-13', '2026-04-14', '2026-04-15'] };
		expect(dueDate('2026-04-10', { value: 1, unit: '工作日' }, calendar)?.date).toBe('2026-04-16');
	});

	test.each(['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])(
		'is the same on a device set to %s',
		(zone) => {
			const script = `
				import { dueDate } from './src/lib/domain/deadline.ts';
				import { officialCalendar } from './src/lib/domain/holidays.ts';
				import { confirmed, provisional } from './tests/domain/due-dates.ts';
				const rows = [...confirmed, ...provisional];
				const dates = rows.map(([start, value, unit]) => dueDate(start, { value, unit }, officialCalendar).date);
				console.log(JSON.stringify({ dates, offset: new Date(0).getTimezoneOffset() }));`;
			const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
				env: { ...process.env, TZ: zone },
				encoding: 'utf8'
			});
			const { dates, offset } = JSON.parse(output) as { dates: string[]; offset: number };
			expect(offset).not.toBe(0);
			expect(dates).toEqual([...confirmed, ...provisional].map(([, , , due]) => due));
		}
	);
});

test('gaps are told within five working days of the receipt', () => {
	expect(tellGapsBy('2026-09-29', officialCalendar)).toEqual({ date: '2026-10-12', confirmed: true });
});

test('a decision is delivered within ten working days', () => {
	expect(deliverBy('2026-12-18', officialCalendar)).toEqual({ date: '2027-01-04', confirmed: false });
});

describe('what remains', () => {
	test.each([
		['2026-09-29', '2026-10-09', '工作日', 'left', 3],
		['2026-09-29', '2026-10-09', '自然日', 'left', 10],
		['2026-11-30', '2026-11-30', '工作日', 'left', 0],
		['2026-11-28', '2026-11-30', '工作日', 'left', 1],
		['2026-11-28', '2026-11-27', '工作日', 'overdue', 1],
		['2026-12-01', '2026-11-27', '工作日', 'overdue', 2],
		['2026-12-01', '2026-11-27', '月', 'overdue', 4]
	] as const)('on %s until %s in %s: %s %d', (today, due, unit, state, count) => {
		expect(remaining(today, due, unit, officialCalendar)).toMatchObject({ state, count });
	});
});
