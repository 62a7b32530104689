import { getLocale } from '$lib/paraglide/runtime.js';

const DAY = 86_400_000;
const LADDER: [days: number, unit: Intl.RelativeTimeFormatUnit][] = [
	[365, 'year'],
	[30, 'month'],
	[1, 'day']
];

/** 今天, 3天前, 2个月前: how old something is that was written `at`; both in ms. */
export function ageWords(at: number, now: number): string {
	const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	const days = Math.max(0, Math.floor((now - at) / DAY));
	for (const [length, unit] of LADDER) {
		if (days >= length) return words.format(-Math.floor(days / length), unit);
	}
	return words.format(0, 'day');
}
