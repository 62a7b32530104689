import { search, type CatalogueIndex, type Only } from '$lib/domain/catalogue-search.ts';
import { m } from '$lib/paraglide/messages.js';

/** Levels at which an item can be handed in, the nearest first, as the catalogue writes them. */
export const levels = [
	{ value: '村', label: m.catalogue_at_village },
	{ value: '乡镇', label: m.catalogue_at_township },
	{ value: '县', label: m.catalogue_at_county }
] as const;

export const targets = [
	{ value: '个人', label: m.catalogue_target_person },
	{ value: '法人', label: m.catalogue_target_body }
] as const;

/** A filter that could be dropped, its words, and how many would be found then. */
export type Loosened = { key: keyof Only; label: string; count: number };

/** The same filters but this one. */
export function without(only: Only, key: keyof Only): Only {
	return Object.fromEntries(Object.entries(only).filter(([other]) => other !== key));
}

/** For a search that finds nothing: what each filter alone takes away, those first without which most is found. */
export function loosened(index: CatalogueIndex, query: string, only: Only): Loosened[] {
	return (Object.keys(only) as (keyof Only)[])
		.map((key) => {
			const value = only[key];
			const label = [...levels, ...targets].find((one) => one.value === value)?.label() ?? value ?? '';
			return { key, label, count: search(index, query, 0, without(only, key)).count };
		})
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);
}

/** Departments and how many items each has, the largest first. */
export function departmentsOf({ items }: CatalogueIndex): { name: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const { implementation } of items) {
		counts.set(implementation.unitName, (counts.get(implementation.unitName) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
