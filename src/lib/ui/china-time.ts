import { getLocale } from '../paraglide/runtime.js';

const TAGS = { zh: 'zh-CN', en: 'en-GB' } as const;

function written(ms: number, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(TAGS[getLocale()], { timeZone: 'Asia/Shanghai', ...options }).format(ms);
}

/** 2026年11月22日: the day in China, whatever zone the device is set to. */
export function chinaDay(ms: number): string {
	return written(ms, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** 11月22日 17:30 */
export function chinaMoment(ms: number): string {
	return written(ms, {
		month: 'short',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
}
