import type { CaseState, Paper } from '../../documents/case/state.ts';
import type { CatalogueItem, Material } from '../../domain/catalogue.ts';
import { fieldText } from './paper.ts';

/** 授权委托书 and the agent's identity card in the library of standard materials. */
const proxyMaterials: readonly (string | null)[] = ['M05', 'M06'];

/** What decides which of an item's materials one person has to bring. */
export type Circumstances = {
	by: CaseState['by'];
	/** Names of the 按情形提供 materials that apply (`situationName`). */
	situations: readonly string[];
};

/** The item's materials as they apply: what proves a proxy is needed with one, and only then. None without an item. */
export function materialsFor(item: CatalogueItem | null, { by, situations }: Circumstances): Material[] {
	const materials = item?.implementation.materials ?? [];
	return materials
		.filter((each) => by === 'proxy' || !provesProxy(each))
		.map((each) =>
			provesProxy(each) || situations.includes(situationName(each))
				? { ...each, necessity: '必要' as const }
				: each
		);
}

/** The item's 按情形提供 materials that a situation of the person decides on. */
export function situationMaterials(item: CatalogueItem | null): Material[] {
	const materials = item?.implementation.materials ?? [];
	return materials.filter((each) => each.necessity === '按情形提供' && !provesProxy(each));
}

/** Materials that must be there and are not; what may follow later, was promised or substituted is not among them. */
export function missingMaterials(
	item: CatalogueItem | null,
	circumstances: Circumstances,
	papers: readonly Pick<Paper, 'paper'>[]
): Material[] {
	const keys = new Set(papers.map(({ paper }) => paper));
	return materialsFor(item, circumstances).filter(
		({ key, necessity }) => necessity === '必要' && !keys.has(key)
	);
}

/**
 * Those that count as things stand. One of a situation that does not apply after all, or of a proxy who is not there,
 * does not, and need not be thrown away for it: what was unticked by mistake is ticked again.
 */
export function papersThatCount<Kept extends Pick<Paper, 'paper'>>(
	item: CatalogueItem | null,
	{ by, situations }: Circumstances,
	papers: readonly Kept[]
): Kept[] {
	const materials = item?.implementation.materials ?? [];
	const off = materials
		.filter((each) =>
			provesProxy(each)
				? by !== 'proxy'
				: each.necessity === '按情形提供' && !situations.includes(situationName(each))
		)
		.map(({ key }) => key);
	return papers.filter(({ paper }) => !off.includes(paper));
}

/** The field of the form that says which situations apply: names of materials, joined by commas. */
export const SITUATIONS_KEY = 'form.situations';

export function circumstancesOf(state: CaseState): Circumstances {
	return { by: state.by, situations: fieldText(state, SITUATIONS_KEY)?.split(',') ?? [] };
}

/** By its name a situation can be read without the catalogue; commas part one from the next. */
export function situationName({ name }: Material): string {
	return name.replaceAll(',', '，');
}

function provesProxy({ standard }: Material): boolean {
	return proxyMaterials.includes(standard);
}
