import type { Material } from './catalogue.ts';

/**
 * How a paper that is asked for is answered: 看过原件, 收原件, 收复印件, 拍照; 县里已有 (免提交, to be checked),
 * 以后补交 (容缺), 告知承诺 (a promise in its place, to be checked), 替代材料 (another paper, which is named).
 */
export const paperWays = [
	'seen',
	'original',
	'copy',
	'photo',
	'county',
	'later',
	'promised',
	'substitute'
] as const;
export type PaperWay = (typeof paperWays)[number];

/** As many as the record of one paper holds. */
export const MOST_PHOTOGRAPHS = 20;

/** Ways in which the person brings the paper itself. */
export type BroughtWay = 'seen' | 'original' | 'copy';

/**
 * Ways other than bringing it, by what the county published of the material: 免提交 where it can be checked by data
 * sharing, 容缺 only from the item's own list (F095), 承诺 only for what an office issues as proof (F094), as long as no county's
 * own list says for which.
 */
export function otherWays({ shared, deferrable, source }: Material): PaperWay[] {
	return [
		...(shared ? (['county'] as const) : []),
		...(deferrable ? (['later'] as const) : []),
		...(source === '20' ? (['promised'] as const) : []),
		'substitute'
	];
}

/**
 * The way that is meant by the form which the county asks for: 原件核验 is looked at, 复印件 kept, what the county
 * shares not brought at all.
 */
export function usualWay({ form, shared }: Material): BroughtWay | 'county' {
	if (form.includes('核验')) return 'seen';
	if (form.includes('复印件')) return 'copy';
	return shared && /^(数据共享|共享|电子)/.test(form) ? 'county' : 'original';
}

/** Whether there is something on the counter, or at the county: 以后补交 is only owed. */
export function isOwed({ way }: { way: PaperWay }): boolean {
	return way === 'later';
}

/** Whether someone must still look whether it is so: the county's own data, a promise, another paper. */
export function isToBeChecked({ way }: { way: PaperWay }): boolean {
	return way === 'county' || way === 'promised' || way === 'substitute';
}
