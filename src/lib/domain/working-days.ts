import type { Calendar, DateString } from './calendar.ts';

const DAY = 86_400_000;
const CHINA_AHEAD = 8 * 3_600_000;
const LATEST = Date.UTC(9000, 0);

/** The day it is in China at a moment (ms since 1970; a clock outside 1970 to 9000 counts as their ends). */
export function chinaDate(ms: number): DateString {
	return inChina(ms).toISOString().slice(0, 10);
}

/** A signed change may carry any whole number as its time, and reading it must never throw. */
function inChina(ms: number): Date {
	return new Date(Math.min(Math.max(ms, 0), LATEST) + CHINA_AHEAD);
}

/** China's date and wall clock at a moment, for display. `weekday`: 0 is Sunday. */
export function chinaDateTime(ms: number): {
	date: DateString;
	year: number;
	month: number;
	day: number;
	weekday: number;
	hour: number;
	minute: number;
} {
	const there = inChina(ms);
	return {
		date: there.toISOString().slice(0, 10),
		year: there.getUTCFullYear(),
		month: there.getUTCMonth() + 1,
		day: there.getUTCDate(),
		weekday: there.getUTCDay(),
		hour: there.getUTCHours(),
		minute: there.getUTCMinutes()
	};
}

/** Whether it is a day that exists, written `YYYY-MM-DD`. */
export function isDate(text: string): text is DateString {
	const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
	return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

export function addDays(date: DateString, days: number): DateString {
	return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** The same day `months` later; where that month has no such day, its last (民法典 202). */
export function addMonths(date: DateString, months: number): DateString {
	const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: DateString, to: DateString): number {
	return (Date.parse(to) - Date.parse(from)) / DAY;
}

/**
 * Make-up days (调休) win over weekends, days off over weekdays. A year that the calendar does not have has
 * only its weekends off: ask `isConfirmed` before relying on it. A notice may name days of a neighbouring
 * year, so every year's lists are looked at.
 */
export function isWorkday(date: DateString, calendar: Calendar): boolean {
	if (calendar.localDaysOff.includes(date)) return false;
	if (calendar.years.some((year) => year.makeupWorkdays.includes(date))) return true;
	if (calendar.years.some((year) => year.daysOff.includes(date))) return false;
	const weekday = new Date(date).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

/** The day itself if it is a working day, else the next one. */
export function workdayFrom(date: DateString, calendar: Calendar): DateString {
	let day = date;
	while (!isWorkday(day, calendar)) day = addDays(day, 1);
	return day;
}

/** The `count`-th working day after `date`, which itself is day 0; `date` when `count` is 0. */
export function addWorkdays(date: DateString, count: number, calendar: Calendar): DateString {
	let day = date;
	for (let left = count; left > 0; left--) day = workdayFrom(addDays(day, 1), calendar);
	return day;
}

/** Working days after `from` up to and with `to`; negative when `to` is the earlier. */
export function workdaysBetween(from: DateString, to: DateString, calendar: Calendar): number {
	if (to < from) return -workdaysBetween(to, from, calendar);
	let count = 0;
	for (let day = from; day < to;) {
		day = addDays(day, 1);
		if (isWorkday(day, calendar)) count++;
	}
	return count;
}

/** Why a day is no working day: off by the official notice (by the holiday's name), set by the county, or a weekend. */
export type WhyOff = { why: 'local' | 'weekend' } | { why: 'holiday'; name: string };

/** Of a day that is no working day. */
export function whyOff(date: DateString, calendar: Calendar): WhyOff {
	if (calendar.localDaysOff.includes(date)) return { why: 'local' };
	const year = calendar.years.find(({ daysOff }) => daysOff.includes(date));
	if (!year) return { why: 'weekend' };
	const holiday = year.holidays.find(({ start, end }) => start <= date && date <= end);
	return { why: 'holiday', name: holiday?.name ?? '' };
}

/** Whether every year from one day to another has its official list. */
export function isConfirmed(from: DateString, to: DateString, calendar: Calendar): boolean {
	for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
		if (!calendar.years.some((known) => known.year === year && known.confirmed)) return false;
	}
	return true;
}
