import type { Calendar } from './calendar.ts';
import holidays from './holidays.json' with { type: 'json' };

/** The State Council's yearly notices as this version of the app carries them. The county adds its local days off. */
export const officialCalendar: Calendar = {
	years: holidays.years.map((year) => ({
		year: year.year,
		confirmed: year.confirmed,
		source: year.source,
		holidays: year.holidays,
		daysOff: year.days_off,
		makeupWorkdays: year.makeup_workdays
	})),
	localDaysOff: []
};
