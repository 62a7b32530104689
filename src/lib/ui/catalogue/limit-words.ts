import type { TimeLimit } from '../../domain/catalogue.ts';
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
