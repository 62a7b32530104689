import { m } from '$lib/paraglide/messages.js';
import type { FieldFault } from './checks.ts';

/** Said under a field of the second step once it was left or the step was to be left. */
export function fieldFaultWords(key: string, fault: FieldFault, typed: string): string {
	switch (fault) {
		case 'missing':
			if (key.endsWith('.name')) return m.intake_need_name();
			return key.endsWith('.relation') ? m.intake_need_relation() : m.intake_need_id();
		case 'dates':
			return m.intake_proxy_dates();
		case 'id-length':
			return m.intake_id_length({ count: typed.replace(/\s/g, '').length });
		case 'id-characters':
			return m.intake_id_characters();
		case 'id-birth-date':
			return m.intake_id_birth_date();
		case 'id-check-digit':
			return m.intake_id_check_digit();
		case 'id-region':
			return m.intake_id_region();
		case 'id-taken':
			return m.intake_id_taken();
		case 'id-form':
			return m.intake_id_form();
	}
}
