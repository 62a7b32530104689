import { sharedMaterials, type SharedMaterial } from './bundle.ts';
import type { CatalogueBundle, CatalogueItem, ImplementationItem } from './catalogue.ts';

/**
 * A bundle read as one item, as a person sees it: with its papers merged, and as strict about a proxy as its
 * strictest member. What search, the counter and a receipt treat as one matter; it is in no catalogue. `items`: the
 * members that are done.
 */
export function bundleAsItem({ version, bundle }: CatalogueBundle, items: CatalogueItem[]): CatalogueItem {
	const { code, name, phrase, readings, target, lead, leadName } = bundle;
	const members = items.map(({ implementation }) => implementation);
	const notes = items.flatMap(({ basic, implementation: { proxy, proxyNote } }) =>
		proxy === '可' ? [] : [`${basic.name}：${proxyNote ?? (proxy === '不可' ? '须本人办理' : '部分可代办')}`]
	);
	return {
		version,
		basic: { code, name, type: '', typeCode: '', basis: [], levels: [] },
		implementation: {
			code,
			basic: { code, version },
			unit: lead,
			unitName: leadName,
			aliases: [phrase],
			readings,
			target,
			acceptLevels: [],
			decideLevel: '',
			legal: null,
			promised: null,
			kind: '承诺件',
			materials: sharedMaterials(items).map(paperOf),
			steps: [],
			publicNotice: null,
			specialProcedures: [],
			fee: { charged: null, note: null },
			result: { name: null, validity: null },
			proxy: strictest(members),
			proxyNote: notes.length > 0 ? notes.join('；') : null,
			crossRegion: null,
			applicantDeadline: null,
			waitingPeriod: null,
			note: bundle.note,
			themes: [],
			confidence: bundle.confidence
		}
	};
}

/** What a member brings about is handed in only by someone who has it already. */
function paperOf({ key, material, fromMember }: SharedMaterial) {
	return { ...material, key, necessity: fromMember === null ? material.necessity : ('按情形提供' as const) };
}

function strictest(members: ImplementationItem[]): ImplementationItem['proxy'] {
	if (members.some(({ proxy }) => proxy === '不可')) return '不可';
	return members.some(({ proxy }) => proxy === '部分') ? '部分' : '可';
}
