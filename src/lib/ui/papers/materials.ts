import type { CaseState } from '../../documents/case/state.ts';
import type { CatalogueItem, Material } from '../../domain/catalogue.ts';

/** 授权委托书 and the agent's identity card in the library of standard materials. */
const proxyMaterials: readonly (string | null)[] = ['M05', 'M06'];

/** The item's materials as they apply: what proves a proxy is needed with one, and only then. None without an item. */
export function materialsFor(item: CatalogueItem | null, by: CaseState['by']): Material[] {
	const materials = item?.implementation.materials ?? [];
	if (by !== 'proxy') return materials.filter(({ standard }) => !proxyMaterials.includes(standard));
	return materials.map((each) =>
		proxyMaterials.includes(each.standard) ? { ...each, necessity: '必要' } : each
	);
}

/** Materials that must be there and are not. */
export function missingMaterials(
	item: CatalogueItem | null,
	by: CaseState['by'],
	taken: readonly { paper: string }[]
): Material[] {
	const keys = new Set(taken.map(({ paper }) => paper));
	return materialsFor(item, by).filter(({ key, necessity }) => necessity === '必要' && !keys.has(key));
}
