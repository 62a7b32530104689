import type { Bundle, BundleMember, CatalogueItem, Material } from './catalogue.ts';

/** As many items as one matter may have. */
export const MOST_MEMBERS = 40;

/**
 * Members in an order in which each comes after all it depends on, else as the county wrote them. What is no member
 * is waited for by nobody. Null where they wait for each other in a circle.
 */
export function inTurn(members: BundleMember[]): BundleMember[] | null {
	const codes = new Set(members.map(({ item }) => item));
	const placed = new Set<string>();
	const order: BundleMember[] = [];
	const left = [...members];
	while (left.length > 0) {
		const next = left.findIndex(({ dependsOn }) =>
			dependsOn.every((code) => placed.has(code) || !codes.has(code))
		);
		const [member] = next < 0 ? [] : left.splice(next, 1);
		if (!member) return null;
		placed.add(member.item);
		order.push(member);
	}
	return order;
}

/** The members that are done for someone who wants these optional ones, in turn. */
export function membersWanted(bundle: Bundle, optional: readonly string[]): BundleMember[] {
	const order = inTurn(bundle.members) ?? bundle.members;
	return order.filter((member) => !member.optional || optional.includes(member.item));
}

/** How many steps of waiting lie before each member: those of one stage can go side by side (并联). By item code. */
export function stagesOf(members: BundleMember[]): Map<string, number> {
	const stages = new Map<string, number>();
	for (const { item, dependsOn } of inTurn(members) ?? members) {
		stages.set(item, Math.max(0, ...dependsOn.map((code) => (stages.get(code) ?? -1) + 1)));
	}
	return stages;
}

/** One paper for all members that ask for it. */
export type SharedMaterial = {
	/** `M01` for a standard material; `MZ-001/m3` for one of an item's own. */
	key: string;
	/** The union of what its members need: 必要 if one of them says so, 可容缺 only if all do. */
	material: Material;
	/** Who asks for it, and under which of their own keys. */
	uses: { item: string; key: string; form: string }[];
	/** The member that brings it about (出生医学证明 for the 户口): it need not be brought. */
	fromMember: string | null;
};

/**
 * The papers of these items, each once (F015): the same standard material of several items is one paper; a material
 * of an item's own stays its own. A person hands in each once, and every case gets what it asks for.
 */
export function sharedMaterials(items: CatalogueItem[]): SharedMaterial[] {
	const shared = new Map<string, SharedMaterial>();
	for (const { implementation } of items) {
		for (const material of implementation.materials) {
			const use = { item: implementation.code, key: material.key, form: material.form };
			const key = material.standard ?? `${use.item}/${use.key}`;
			const before = shared.get(key);
			shared.set(
				key,
				before
					? { ...before, material: union(before.material, material), uses: [...before.uses, use] }
					: { key, material, uses: [use], fromMember: null }
			);
		}
	}
	return [...shared.values()].map((one) => ({ ...one, fromMember: memberWithResult(items, one) }));
}

function union(one: Material, other: Material): Material {
	return {
		...one,
		necessity: one.necessity === '必要' ? '必要' : other.necessity,
		shared: one.shared && other.shared,
		deferrable: one.deferrable && other.deferrable,
		form: [...new Set([...one.form.split('；'), other.form])].join('；')
	};
}

function memberWithResult(items: CatalogueItem[], { material, uses }: SharedMaterial): string | null {
	const source = items.find(({ implementation: { result } }) => result.name === material.name);
	const code = source?.implementation.code;
	return code === undefined || uses.some(({ item }) => item === code) ? null : code;
}

/** One matter done item by item, or as a bundle. */
export type Burden = {
	/** Times that someone must come to hand something in: once for each intake (跑动次数). */
	visits: number;
	/** Forms to fill in. */
	forms: number;
	/** Necessary papers to hand in. */
	papers: number;
	/** Offices to go to. */
	places: number;
};

/** What it costs a person to do these items one by one, and together (F090). Counted from the items' own lists. */
export function burdens(items: CatalogueItem[]): { alone: Burden; together: Burden } {
	const necessary = (materials: Material[]) =>
		materials.filter(({ necessity }) => necessity === '必要').length;
	const papers = items.reduce((sum, { implementation }) => sum + necessary(implementation.materials), 0);
	const once = sharedMaterials(items).filter(({ fromMember }) => fromMember === null);
	return {
		alone: {
			visits: items.length,
			forms: items.length,
			papers,
			places: new Set(items.map(({ implementation }) => implementation.unitName)).size
		},
		together: { visits: 1, forms: 1, papers: necessary(once.map(({ material }) => material)), places: 1 }
	};
}

/** Papers that were taken once, as one item knows them: under its own keys, those only that it asks for. */
export function papersForItem<Paper extends { paper: string }>(
	item: string,
	shared: SharedMaterial[],
	taken: Paper[]
): Paper[] {
	return taken.flatMap((paper) => {
		const uses = shared.find(({ key }) => key === paper.paper)?.uses ?? [];
		return uses.filter((use) => use.item === item).map(({ key }) => ({ ...paper, paper: key }));
	});
}
