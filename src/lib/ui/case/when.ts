import { getLocale } from '../../paraglide/runtime.js';

// China's day and clock, whatever zone the device is in.
const zone = 'Asia/Shanghai';

function written(options: Intl.DateTimeFormatOptions): (at: number) => string {
	const formats = new Map<string, Intl.DateTimeFormat>();
	return (at) => {
		const locale = getLocale() === 'zh' ? 'zh-CN' : 'en-GB';
		let format = formats.get(locale);
		if (!format) {
			format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
			formats.set(locale, format);
		}
		return format.format(at);
	};
}

/** 2026年11月22日 */
export const dayOf = written({ year: 'numeric', month: 'long', day: 'numeric' });

/** 11月22日 09:30 */
export const momentOf = written({
	month: 'short',
	day: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** 2026年11月22日 09:30 */
export const fullMomentOf = written({
	year: 'numeric',
	month: 'long',
	day: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

const shortDay = written({ month: 'short', day: 'numeric', weekday: 'short' });

/** 11月22日周日 */
export function shortDateText(date: string): string {
	return shortDay(Date.parse(`${date}T12:00:00+08:00`));
}

/** A day of the calendar (`YYYY-MM-DD`, China's) in words. */
export function dateText(date: string): string {
	return dayOf(Date.parse(`${date}T12:00:00+08:00`));
}
