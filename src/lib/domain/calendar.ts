/** A day in China (UTC+8), `YYYY-MM-DD`. All arithmetic is on these strings; the device's zone plays no part. */
export type DateString = string;

/** A year's official arrangement of holidays and make-up working days (国务院办公厅 notice). */
export type CalendarYear = {
	year: number;
	/** False: no official list yet; what it says is provisional and screens say so. */
	confirmed: boolean;
	source: string;
	/** 元旦, 春节 …: its days off from `start` to `end`. */
	holidays: { name: string; start: DateString; end: DateString }[];
	daysOff: DateString[];
	makeupWorkdays: DateString[];
};

export type Calendar = {
	years: CalendarYear[];
	/** Extra days off that the county or prefecture set (泼水节). */
	localDaysOff: DateString[];
};
