import { readFamilyField, type FamilyKey } from '../../domain/family.ts';
import { maskIdNumber } from '../../domain/mask.ts';
import { proxyPowers, type ProxyPower } from '../../domain/proxy-powers.ts';
import type { standardChoices, StandardFieldKey } from '../../domain/standard-fields.ts';
import { m } from '../../paraglide/messages.js';
import { SITUATIONS_KEY } from '../papers/materials.ts';
import { listed } from '../listed.ts';

const standardLabels: Record<StandardFieldKey, () => string> = {
	'form.kind': m.case_field_form_kind,
	'form.resultBy': m.case_field_form_result_by,
	'form.postTo': m.case_field_form_post_to,
	'form.notifyBy': m.case_field_form_notify_by,
	'form.purpose': m.case_field_form_purpose,
	'form.remark': m.case_field_form_remark
};

/** The form's fields in the order in which they are read; the family's come after the proxy's. */
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
	['proxy.powers', m.case_field_proxy_powers],
	['proxy.from', m.case_field_proxy_from],
	['proxy.until', m.case_field_proxy_until],
	['proxy.witness', m.case_field_proxy_witness],
	[SITUATIONS_KEY, m.case_field_form_situations],
	...Object.entries(standardLabels)
]);

const familyLabels: Record<FamilyKey, () => string> = {
	name: m.intake_name,
	relation: m.intake_relation,
	idType: m.intake_id_type,
	idNumber: m.intake_id_number,
	phone: m.intake_phone
};

/** A field of a later version of the form is shown by its key. */
export function fieldLabel(key: string): string {
	const family = readFamilyField(key);
	if (family) {
		return m.case_field_family({ place: family.place + 1, what: familyLabels[family.key]() });
	}
	return fieldLabels.get(key)?.() ?? key;
}

type ChoiceKey = keyof typeof standardChoices;
type ChoiceTexts = { [Key in ChoiceKey]: Record<(typeof standardChoices)[Key][number], () => string> };

const choiceTexts: ChoiceTexts = {
	'form.kind': {
		first: m.intake_kind_first,
		change: m.intake_kind_change,
		renew: m.intake_kind_renew,
		replace: m.intake_kind_replace
	},
	'form.resultBy': {
		collect: m.intake_result_collect,
		post: m.intake_result_post,
		agent: m.intake_result_agent
	},
	'form.notifyBy': {
		call: m.intake_notify_call,
		message: m.intake_notify_message,
		village: m.intake_notify_village
	}
};

export const powerTexts: Record<ProxyPower, () => string> = {
	submit: m.intake_power_submit,
	sign: m.intake_power_sign,
	collect: m.intake_power_collect,
	pay: m.intake_power_pay
};

/** What one choice of a field is called; one that this version does not know, as it was kept. */
export function choiceText(key: string, value: string): string {
	if (key === 'proxy.powers')
		return proxyPowers.some((one) => one === value) ? powerTexts[value as ProxyPower]() : value;
	const texts: Record<string, () => string> | undefined = choiceTexts[key as ChoiceKey];
	return texts?.[value]?.() ?? value;
}

/** What a field says, in words: choices as they are called, identity numbers masked unless `whole`. */
export function valueText(key: string, value: string | number | boolean | null, whole = false): string {
	if (value === null || value === '') return m.case_field_empty();
	const text = String(value);
	if (key.endsWith('.idNumber')) return whole ? text : maskIdNumber(text);
	if (key === 'proxy.powers' || key === SITUATIONS_KEY) {
		return listed(text.split(',').map((one) => choiceText(key, one)));
	}
	return choiceText(key, text);
}
