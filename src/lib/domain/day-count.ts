import type { Calendar, DateString } from './calendar.ts';
import type { TimeLimit } from './catalogue.ts';
import { LONGEST_LIMIT, type Deadline } from './deadline.ts';
import {
	addDays,
	addMonths,
	daysBetween,
	isConfirmed,
	isWorkday,
	whyOff,
	type WhyOff
} from './working-days.ts';

/** Days on which a limit stands still, both ends among them (特别程序; 行政许可法 45, standards.md §3.6). */
export type Pause = { from: DateString; to: DateString };

/** A day that is not counted. `paused`: only the pause keeps it from counting. */
export type Uncounted = { date: DateString } & (WhyOff | { why: 'paused' });

/** A last day, with every day before it that is not counted. */
export type DayCount = Deadline & { uncounted: Uncounted[] };

/**
 * A limit counted day by day, for whoever asks why it ends on that day; without a pause the same day as `dueDate`'s.
 * Of a limit in days or months the pauses do not count, and its last days off, over which the end moves. Null where the
 * county has given no limit.
 */
export function countDays(
	start: DateString,
	limit: Pick<TimeLimit, 'value' | 'unit'>,
	calendar: Calendar,
	pauses: readonly Pause[] = []
): DayCount | null {
	if (limit.unit === '当场') return { date: start, confirmed: true, uncounted: [] };
	if (limit.value === null || limit.unit === null || !(limit.value <= LONGEST_LIMIT)) return null;
	const value = Math.ceil(limit.value);
	const inWorkdays = limit.unit === '工作日';
	const isPaused = (day: DateString) => pauses.some(({ from, to }) => from <= day && day <= to);
	const paused = (date: DateString): Uncounted[] => (isPaused(date) ? [{ date, why: 'paused' }] : []);
	const off = (date: DateString): Uncounted[] =>
		isWorkday(date, calendar) ? paused(date) : [{ date, ...whyOff(date, calendar) }];
	const uncounted: Uncounted[] = [];
	let date = start;
	let left = limit.unit === '月' ? daysBetween(start, addMonths(start, value)) : value;
	while (left > 0) {
		date = addDays(date, 1);
		const not = inWorkdays ? off(date) : paused(date);
		if (not.length === 0) left--;
		uncounted.push(...not);
	}
	// What ends on a day off or within a pause ends on the next day that counts (民法典 203).
	for (let not = off(date); not.length > 0; not = off(date)) {
		uncounted.push(...not);
		date = addDays(date, 1);
	}
	return { date, confirmed: isConfirmed(start, date, calendar), uncounted };
}
