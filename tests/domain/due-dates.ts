import type { LimitUnit } from '../../src/lib/domain/catalogue.ts';

type Row = [start: string, value: number, unit: LimitUnit, due: string, why: string];

/** Due dates counted by hand on the State Council's calendars. */
export const confirmed: Row[] = [
	['2026-11-23', 5, '工作日', '2026-11-30', 'the day of acceptance is day 0'],
	['2026-11-23', 20, '工作日', '2026-12-21', 'the ordinary limit of a licence'],
	['2026-11-20', 1, '工作日', '2026-11-23', 'a weekend is passed over'],
	['2026-11-21', 1, '工作日', '2026-11-23', 'accepted on a Saturday'],
	['2026-11-25', 0, '工作日', '2026-11-25', 'nothing to count'],
	['2026-09-18', 1, '工作日', '2026-09-20', 'a Sunday worked for 国庆'],
	['2026-09-24', 1, '工作日', '2026-09-28', '中秋'],
	['2026-09-30', 1, '工作日', '2026-10-08', '国庆'],
	['2026-09-30', 3, '工作日', '2026-10-10', 'a Saturday worked for 国庆'],
	['2026-09-30', 4, '工作日', '2026-10-12', 'but not its Sunday'],
	['2026-09-18', 20, '工作日', '2026-10-22', 'over 中秋 and 国庆 with both make-up days'],
	['2026-02-13', 1, '工作日', '2026-02-14', 'a Saturday worked for 春节'],
	['2026-02-14', 1, '工作日', '2026-02-24', 'nine days of 春节'],
	['2026-02-13', 5, '工作日', '2026-02-27', 'before and after 春节'],
	['2026-02-13', 6, '工作日', '2026-02-28', 'the second Saturday worked for 春节'],
	['2026-02-13', 7, '工作日', '2026-03-02', 'and the Sunday after it'],
	['2025-12-31', 1, '工作日', '2026-01-04', 'the Sunday worked for 元旦 2026'],
	['2025-12-31', 2, '工作日', '2026-01-05', 'over the turn of the year'],
	['2026-04-03', 1, '工作日', '2026-04-07', '清明'],
	['2026-04-30', 1, '工作日', '2026-05-06', '劳动节'],
	['2026-04-30', 4, '工作日', '2026-05-09', 'a Saturday worked for 劳动节'],
	['2026-04-30', 5, '工作日', '2026-05-11', 'but not its Sunday'],
	['2026-06-18', 1, '工作日', '2026-06-22', '端午'],
	['2026-12-30', 1, '工作日', '2026-12-31', 'the last day of a known year'],
	['2025-01-24', 1, '工作日', '2025-01-26', 'a Sunday worked for 春节 2025'],
	['2025-01-27', 1, '工作日', '2025-02-05', '春节 2025'],
	['2025-02-07', 1, '工作日', '2025-02-08', 'a Saturday worked for 春节 2025'],
	['2025-04-25', 1, '工作日', '2025-04-27', 'a Sunday worked for 劳动节 2025'],
	['2025-09-30', 1, '工作日', '2025-10-09', '国庆 and 中秋 2025'],
	['2025-09-30', 3, '工作日', '2025-10-11', 'a Saturday worked for 国庆 2025'],
	['2026-11-23', 7, '天', '2026-11-30', 'days, weekend and all'],
	['2026-11-23', 5, '自然日', '2026-11-30', 'a last day on a Saturday moves on'],
	['2026-09-25', 7, '自然日', '2026-10-08', 'a last day in 国庆 moves behind it'],
	['2026-01-28', 15, '天', '2026-02-12', 'a residence permit over the end of a month'],
	['2026-01-30', 15, '天', '2026-02-14', 'a last day on a worked Saturday stays'],
	['2026-01-31', 15, '天', '2026-02-24', 'a last day in 春节 moves behind it'],
	['2026-09-05', 15, '天', '2026-09-20', 'a last day on a worked Sunday stays'],
	['2026-08-10', 60, '自然日', '2026-10-09', 'sixty days of an identity card'],
	['2026-01-31', 1, '月', '2026-02-28', 'February has no 31st'],
	['2026-10-31', 1, '月', '2026-11-30', 'November has no 31st'],
	['2026-07-01', 3, '月', '2026-10-08', 'a month that ends in 国庆'],
	['2026-11-22', 0, '当场', '2026-11-22', 'on the spot, even on a Sunday']
];

/** The same where a year's notice is not out: what is reckoned may still move. */
export const provisional: Row[] = [
	['2026-12-31', 1, '工作日', '2027-01-04', '元旦 2027'],
	['2026-12-18', 10, '工作日', '2027-01-04', 'ten days to deliver over 元旦 2027'],
	['2026-11-02', 60, '天', '2027-01-04', 'a last day on 元旦 2027 moves on'],
	['2027-02-04', 1, '工作日', '2027-02-09', 'the four statutory days of 春节 2027'],
	['2026-06-15', 12, '月', '2027-06-15', 'a year in months'],
	['2027-11-30', 3, '月', '2028-02-29', 'a leap day'],
	['2028-01-03', 5, '工作日', '2028-01-10', 'a year that no calendar knows: its weekends only']
];
