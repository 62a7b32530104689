import { m } from '../../paraglide/messages.js';

/** The form's fields in the order in which they are read. */
export const fieldLabels: ReadonlyMap<string, () => string> = new Map([
	['applicant.name', m.case_field_applicant_name],
	['applicant.idType', m.case_field_applicant_id_type],
	['applicant.idNumber', m.case_field_applicant_id_number],
	['applicant.phone', m.case_field_applicant_phone],
	['applicant.address', m.case_field_applicant_address],
	['proxy.name', m.case_field_proxy_name],
	['proxy.relation', m.case_field_proxy_relation],
	['proxy.idNumber', m.case_field_proxy_id_number],
	['proxy.phone', m.case_field_proxy_phone],
	['form.purpose', m.case_field_form_purpose],
	['form.remark', m.case_field_form_remark]
]);

/** A field of a later version of the form is shown by its key. */
export function fieldLabel(key: string): string {
	return fieldLabels.get(key)?.() ?? key;
}
