import type { CatalogueItem } from '../../domain/catalogue.ts';
import type { FormField } from '../../domain/form-field.ts';
import { proxyPowers } from '../../domain/proxy-powers.ts';
import { situationMaterials, situationName, SITUATIONS_KEY } from '../papers/materials.ts';

const several = { kind: 'choices', label: null, usual: '', when: null, required: false } as const;

/** Which of the item's 按情形提供 materials apply; null where it has none. */
export function situationsField(item: CatalogueItem | null): FormField | null {
	const options = situationMaterials(item).map((material) => ({
		value: situationName(material),
		label: material.name
	}));
	return options.length === 0 ? null : { ...several, key: SITUATIONS_KEY, options };
}

/** What the proxy may do for the person. */
export const powersField: FormField = {
	...several,
	key: 'proxy.powers',
	options: proxyPowers.map((value) => ({ value, label: null }))
};
