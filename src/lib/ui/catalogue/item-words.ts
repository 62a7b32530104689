import type { ImplementationItem, TimeLimit } from '../../domain/catalogue.ts';
import { m } from '../../paraglide/messages.js';

/** A limit in its own unit, never converted; null where the county has not confirmed it. */
export function limitWords(limit: Pick<TimeLimit, 'value' | 'unit'> | null): string | null {
	if (limit?.unit === '当场') return m.catalogue_limit_at_once();
	if (limit?.value == null || limit.unit === null) return null;
	const count = limit.value;
	switch (limit.unit) {
		case '工作日':
			return m.catalogue_unit_workday({ count });
		case '自然日':
			return m.catalogue_unit_calendar({ count });
		case '天':
			return m.catalogue_unit_day({ count });
		case '月':
			return m.catalogue_unit_month({ count });
	}
}

export function kindWords(kind: ImplementationItem['kind']): string {
	return kind === '即办件' ? m.catalogue_at_once() : m.catalogue_promised_kind();
}

export function targetWords(target: ImplementationItem['target']): string {
	return target === '个人' ? m.catalogue_can_person() : m.catalogue_can_body();
}

export function proxyWords(proxy: ImplementationItem['proxy']): string {
	if (proxy === '不可') return m.catalogue_proxy_no();
	return proxy === '可' ? m.catalogue_proxy_yes() : m.catalogue_proxy_partly();
}

const acceptLevels: Record<string, () => string> = {
	村: m.catalogue_level_village,
	乡镇: m.catalogue_level_township,
	县: m.catalogue_level_county
};

/** Where it is taken in; a level as the county wrote it, where it is none of the three. */
export function acceptLevelWords(level: string): string {
	return acceptLevels[level]?.() ?? level;
}

const decideLevels: Record<string, () => string> = {
	村: m.county_level_village,
	乡镇: m.county_level_township,
	县: m.county_level_county
};

export function decideLevelWords(level: string): string {
	return decideLevels[level]?.() ?? level;
}

/** Null where the county has not said whether there is a fee. */
export function feeWords(fee: ImplementationItem['fee']): string | null {
	if (fee.charged === null) return null;
	return fee.charged ? m.catalogue_fee_some() : m.catalogue_fee_none();
}

/** By the code of the source channel (standards.md §2.1). */
export function sourceWords(source: string): string {
	if (source === '10') return m.catalogue_material_source_own();
	return source === '20' ? m.catalogue_material_source_government() : m.catalogue_material_source_other();
}
