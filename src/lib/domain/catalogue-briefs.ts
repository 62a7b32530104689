import type { CatalogueBundle, CatalogueItem, ImplementationItem } from './catalogue.ts';

/** What a list says of an item or works out from it: a small part of the guide. */
export type ItemBrief = { name: string } & Pick<
	ImplementationItem,
	'code' | 'unit' | 'unitName' | 'decideLevel'
>;

/** What lists need of a catalogue. */
export type Briefs = { items: ItemBrief[]; bundles: { code: string; name: string }[] };

/** A start reads these in place of all guides, which are some twenty times as long. */
export function briefsOf(items: readonly CatalogueItem[], bundles: readonly CatalogueBundle[]): Briefs {
	return {
		items: items.map(({ basic, implementation: { code, unit, unitName, decideLevel } }) => ({
			code,
			name: basic.name,
			unit,
			unitName,
			decideLevel
		})),
		bundles: bundles.map(({ bundle: { code, name } }) => ({ code, name }))
	};
}

export function itemBriefs({ items }: Briefs): ReadonlyMap<string, ItemBrief> {
	return new Map(items.map((item) => [item.code, item]));
}

/** Names of what can be taken in, items and bundles, by code. */
export function matterNames({ items, bundles }: Briefs): ReadonlyMap<string, string> {
	return new Map([...items, ...bundles].map(({ code, name }) => [code, name]));
}
