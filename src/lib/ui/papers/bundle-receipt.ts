import { bundleAsItem } from '../../domain/bundle-item.ts';
import type { CatalogueBundle, CatalogueItem } from '../../domain/catalogue.ts';
import { isOwed } from '../../domain/paper-ways.ts';
import { missingMaterials, type Circumstances } from './materials.ts';
import type { ReceiptFacts } from './receipt.ts';

/** A member as the receipt lists it. `after`: names of the members that it waits for. */
export type ReceiptMember = { code: string; name: string; number: string | null; after: string[] };

/** What the receipt of 一件事 says: each paper once, and each member with the number of its case. */
export type BundleReceiptFacts = Omit<ReceiptFacts, 'item' | 'promised' | 'legal'> & {
	bundle: string | null;
	members: ReceiptMember[];
};

/** Of a draft or of the record. `papers`: under their keys among the shared papers. */
export type BundleReceiptSource = Omit<
	BundleReceiptFacts,
	'bundle' | 'members' | 'taken' | 'owed' | 'missing'
> & {
	bundle: CatalogueBundle | null;
	/** `item`: null where this device has not that version. */
	members: { code: string; item: CatalogueItem | null; number: string | null }[];
	circumstances: Circumstances;
	papers: ReceiptFacts['taken'];
};

export function bundleReceipt(source: BundleReceiptSource): BundleReceiptFacts {
	const { bundle, members, circumstances, papers, ...rest } = source;
	const names = new Map(members.map(({ code, item }) => [code, item?.basic.name ?? code]));
	const rules = new Map(bundle?.bundle.members.map(({ item, dependsOn }) => [item, dependsOn]));
	const whole =
		bundle &&
		bundleAsItem(
			bundle,
			members.flatMap(({ item }) => item ?? [])
		);
	return {
		...rest,
		bundle: bundle?.bundle.name ?? null,
		members: members.map(({ code, number }) => ({
			code,
			name: names.get(code) ?? code,
			number,
			after: (rules.get(code) ?? []).flatMap((before) => names.get(before) ?? [])
		})),
		taken: papers.filter((paper) => !isOwed(paper)),
		owed: papers.filter(isOwed),
		missing: missingMaterials(whole, circumstances, papers)
	};
}
