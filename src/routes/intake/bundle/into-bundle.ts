import { membersWanted } from '$lib/domain/bundle.ts';
import { bundleAsItem } from '$lib/domain/bundle-item.ts';
import type { CatalogueBundle, CatalogueItem } from '$lib/domain/catalogue.ts';
import { carryPapers } from '../carried-papers.ts';
import { freshContent, type IntakeContent } from '../draft.ts';

/**
 * An intake that was begun with one item, as one of 一件事: who has come and all that was taken goes along. `items`:
 * the catalogue's, by code. An optional member that was asked for by itself is wanted.
 */
export function intoBundle(
	content: IntakeContent,
	from: CatalogueItem | null,
	bundle: CatalogueBundle,
	items: ReadonlyMap<string, CatalogueItem>
): IntakeContent {
	const asked = from?.implementation.code;
	const optional = bundle.bundle.members
		.filter((one) => one.optional && one.item === asked)
		.map(({ item }) => item);
	const members = membersWanted(bundle.bundle, optional).flatMap(({ item }) => items.get(item) ?? []);
	const together = bundleAsItem(bundle, members);
	return {
		...content,
		step: 'item',
		by: together.implementation.proxy === '不可' ? 'self' : content.by,
		matter: { ...freshContent().matter, ...carryPapers(content.matter, from, together), optional }
	};
}
