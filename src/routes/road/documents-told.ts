import type { BundleRow, CaseRow } from '$lib/device/station.ts';
import { kindOf } from '$lib/documents/kinds.ts';
import { m } from '$lib/paraglide/messages.js';
import { bundleAddress } from '../bundles/bundle-address.ts';
import { caseAddress } from '../case-address.ts';

/** How a document is named on the road. `href`: its page; null where it has none. */
export type DocumentTold = { number: string; name: string; href: string | null };

/** Tells cases and bundles by their numbers and what they are about; `names`: of items and bundles, by code. */
export function documentsTold(
	cases: readonly CaseRow[],
	bundles: readonly BundleRow[],
	names: ReadonlyMap<string, string>
): (doc: string) => DocumentTold {
	const known = new Map<string, { number: string | null; code: string | null }>([
		...cases.map((row) => [row.doc, { number: row.face.number, code: row.itemCode }] as const),
		...bundles.map((row) => [row.doc, { number: row.number, code: row.bundle?.code ?? null }] as const)
	]);
	return (doc) => {
		const kind = kindOf(doc);
		const { number, code } = known.get(doc) ?? { number: null, code: null };
		const name = names.get(code ?? '') ?? '';
		switch (kind) {
			case 'case':
				return { number: number ?? m.station_road_unnumbered(), name, href: caseAddress(doc) };
			case 'bundle':
				return { number: number ?? m.bundle_word(), name, href: bundleAddress(doc) };
			default:
				return { number: m.station_road_directory(), name: '', href: null };
		}
	};
}
