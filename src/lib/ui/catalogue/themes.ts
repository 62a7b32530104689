import type { CatalogueItem } from '../../domain/catalogue.ts';

export type Theme = { name: string; count: number };

/**
 * The themes that items bear and how many bear each: those of most items first, then as the county first names them.
 * 主题分类 has no order in the sources that we have (standards.md §2.1), so none is made up.
 */
export function themesOf(
	items: readonly CatalogueItem[],
	target: CatalogueItem['implementation']['target'] | null
): Theme[] {
	const counts = new Map<string, number>();
	for (const { implementation } of items) {
		if (target !== null && implementation.target !== target) continue;
		for (const theme of implementation.themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
