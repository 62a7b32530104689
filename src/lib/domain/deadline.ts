import type { Calendar, DateString } from './calendar.ts';
import type { TimeLimit } from './catalogue.ts';
import {
	addDays,
	addMonths,
	addWorkdays,
	daysBetween,
	isConfirmed,
	workdayFrom,
	workdaysBetween
} from './working-days.ts';

/** A last day, and whether the official lists of all its years were known when it was reckoned. */
export type Deadline = { date: DateString; confirmed: boolean };

/** No limit of the office is longer; a number beyond it is a slip of the pen, and would keep the loop busy. */
export const LONGEST_LIMIT = 3660;

/**
 * The last day of a limit that begins on `start` (民法典 201, 203; standards.md §3.1–2): `start` is day 0, each
 * unit is counted by itself, and a last day that is no working day moves to the next one. Null where the
 * county has given no limit.
 */
export function dueDate(
	start: DateString,
	limit: Pick<TimeLimit, 'value' | 'unit'>,
	calendar: Calendar
): Deadline | null {
	if (limit.unit === '当场') return { date: start, confirmed: true };
	if (limit.value === null || limit.unit === null || !(limit.value <= LONGEST_LIMIT)) return null;
	const date = workdayFrom(lastDay(start, Math.ceil(limit.value), limit.unit, calendar), calendar);
	return { date, confirmed: isConfirmed(start, date, calendar) };
}

function lastDay(
	start: DateString,
	count: number,
	unit: '工作日' | '自然日' | '天' | '月',
	calendar: Calendar
): DateString {
	switch (unit) {
		case '工作日':
			return addWorkdays(start, count, calendar);
		case '自然日':
		case '天':
			return addDays(start, count);
		case '月':
			return addMonths(start, count);
	}
}

function afterWorkdays(start: DateString, count: number, calendar: Calendar): Deadline {
	const date = addWorkdays(start, count, calendar);
	return { date, confirmed: isConfirmed(start, date, calendar) };
}

/** 行政许可法 32. */
export const TELL_GAPS_WITHIN = { value: 5, unit: '工作日' } as const;
/** 行政许可法 44. */
export const DELIVER_WITHIN = { value: 10, unit: '工作日' } as const;

/** By when every gap must be told after 收件; silence means accepted as of the receipt (行政许可法 32). */
export function tellGapsBy(receipt: DateString, calendar: Calendar): Deadline {
	return afterWorkdays(receipt, TELL_GAPS_WITHIN.value, calendar);
}

/** By when a decision must be in the applicant's hands (行政许可法 44). */
export function deliverBy(decision: DateString, calendar: Calendar): Deadline {
	return afterWorkdays(decision, DELIVER_WITHIN.value, calendar);
}

/** What is left until a due date, or how far it is past. `left` with 0 is "today". */
export type Remaining = { state: 'left' | 'overdue'; count: number; unit: '工作日' | '天' };

/**
 * Counted in the limit's own kind of day; a limit in months is told in days. Past its last day a case is at
 * least one day over, even before the next working day has come.
 */
export function remaining(
	today: DateString,
	due: DateString,
	unit: TimeLimit['unit'],
	calendar: Calendar
): Remaining {
	const told = unit === '工作日' ? '工作日' : '天';
	const days = told === '工作日' ? workdaysBetween(today, due, calendar) : daysBetween(today, due);
	return today <= due
		? { state: 'left', count: days, unit: told }
		: { state: 'overdue', count: Math.max(1, -days), unit: told };
}
