import { officialCalendar } from '../../../src/lib/domain/holidays.ts';
import { addDays, chinaDate, isWorkday } from '../../../src/lib/domain/working-days.ts';

const MINUTE = 60_000;

/** Opens at half past eight, China's time. */
function opening(date: string): number {
	return Date.parse(`${date}T08:30:00+08:00`);
}

/**
 * Office days before a moment: `at(0, 0)` is the opening of the last one that is wholly over, `at(3, 20)` twenty
 * minutes after the opening of the third before it. ms since 1970.
 */
export function officeDaysBefore(moment: number) {
	const days: string[] = [];
	let date = addDays(chinaDate(moment), -1);
	return {
		at(age: number, minutes: number): number {
			while (days.length <= age) {
				if (isWorkday(date, officialCalendar)) days.push(date);
				date = addDays(date, -1);
			}
			return opening(days[age] ?? '') + minutes * MINUTE;
		}
	};
}

export type OfficeDays = ReturnType<typeof officeDaysBefore>;
