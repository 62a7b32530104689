import { chinaDate } from '$lib/domain/working-days.ts';

const WORDS = { parcel: '传送', answer: '回执' };

/** Of the file, in the language of whoever finds it on a stick: `驿站传送-曼嘎村-20261126.yizhan`. No person is named. */
export function carriedName(kind: keyof typeof WORDS, station: string, at: number): string {
	return `驿站${WORDS[kind]}-${station}-${chinaDate(at).replaceAll('-', '')}.yizhan`;
}
