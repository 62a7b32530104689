import { identityPapers, type IdentityPaper } from '$lib/domain/identity-papers.ts';
import { m } from '$lib/paraglide/messages.js';

const names: Record<IdentityPaper, () => string> = {
	身份证: m.intake_id_type_card,
	户口簿: m.intake_id_type_household,
	护照: m.intake_id_type_passport,
	港澳台居民居住证: m.intake_id_type_hmt,
	港澳居民来往内地通行证: m.intake_id_type_hm_pass,
	台湾居民来往大陆通行证: m.intake_id_type_tw_pass,
	外国人永久居留身份证: m.intake_id_type_foreigner,
	边民证: m.intake_id_type_border,
	军官证: m.intake_id_type_officer,
	其他: m.intake_id_type_other
};

/** Documents a person may show, the usual one first. */
export function idTypes(): { value: IdentityPaper; label: string }[] {
	return identityPapers.map((value) => ({ value, label: names[value]() }));
}
