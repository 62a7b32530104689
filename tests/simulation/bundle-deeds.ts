import { addMember } from '../../src/lib/commands/add-member.ts';
import { dropMember } from '../../src/lib/commands/drop-member.ts';
import { newBundleDoc } from '../../src/lib/commands/new-bundle-doc.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { openBundle, type BundleOpening } from '../../src/lib/commands/open-bundle.ts';
import { settleBundle } from '../../src/lib/commands/settle-bundle.ts';
import type { BundleView, Station } from '../../src/lib/device/station.ts';
import type { CatalogueBundle, CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { hash } from '../documents/history.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { DEPARTMENT, TOWNSHIP, type Staff } from './county-house.ts';

const ITEMS = ['WJ-002', 'GA-001', 'YB-001', 'WJ-005', 'RS-001'].map(
	(code) => ({ version: hash(code), implementation: { code, proxy: '可' } }) as CatalogueItem
);
const BUNDLE = {
	version: hash('YJS-01'),
	bundle: { code: 'YJS-01', lead: DEPARTMENT }
} as CatalogueBundle;

type Done = { ok: true } | { ok: false; code: string };
export type BundleDeed = { what: string; command: (station: Station) => Promise<Done> };

/**
 * What this clerk might do next with 一件事; null for nothing. Not all of it is lawful, and what is so here may not be
 * where it arrives: two of one village add and drop the same items.
 */
export async function nextOfBundle(
	staff: Staff,
	station: Station,
	random: SeededRandom
): Promise<BundleDeed | null> {
	const rows = await station.bundleRows();
	if (staff.role === 'agent' && (rows.length === 0 || random.chance(0.15))) return opening(staff, random);
	if (rows.length === 0) return null;
	const { doc } = random.pick(rows);
	const view = await station.bundleView(doc);
	if (!view) throw new Error('a row without a bundle');
	return carriedOn(doc, view, staff, random);
}

function opening({ unit }: Staff, random: SeededRandom): BundleDeed {
	const items = ITEMS.filter(() => random.chance(0.6));
	return {
		what: `opens a bundle of ${items.length}`,
		command: (station) => openBundle(station, openingOf(station, unit, items))
	};
}

function openingOf(station: Station, unit: string, items: CatalogueItem[]): BundleOpening {
	return {
		doc: newBundleDoc(station),
		bundle: BUNDLE,
		by: 'self',
		unit,
		to: TOWNSHIP,
		fields: { 'applicant.name': '玉罕', 'applicant.idNumber': '532822199001010015' },
		members: items.map((item) => ({ doc: newCaseDoc(station), item, papers: [], fields: {} })),
		signature: [[[1, 1]]],
		onPaperNote: ''
	};
}

function carriedOn(
	bundle: string,
	{ state, conflicts }: BundleView,
	{ unit }: Staff,
	random: SeededRandom
): BundleDeed {
	const [conflict] = conflicts;
	if (conflict && random.chance(0.4)) {
		return {
			what: `settles ${conflict.type} of ${bundle}`,
			command: (station) => settleBundle(station, bundle, { deed: conflict.deed, remark: '' })
		};
	}
	const live = state.members.filter(({ dropped }) => dropped === null);
	if (live.length > 0 && random.chance(0.45)) {
		const { case: doc, item } = random.pick(live);
		return {
			what: `drops ${item.code} of ${bundle}`,
			command: (station) => dropMember(station, { bundle, doc, reason: '不办了', signature: 'on-paper' })
		};
	}
	const item = random.pick(ITEMS);
	return {
		what: `adds ${item.implementation.code} to ${bundle}`,
		command: (station) => addMember(station, { bundle, item, unit })
	};
}
