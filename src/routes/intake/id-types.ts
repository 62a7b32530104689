import { m } from '$lib/paraglide/messages.js';

/** Documents a person may show (standards.md §2.4); the first is the usual one. */
export const idTypes = [
	{ value: '身份证', label: m.intake_id_type_card },
	{ value: '户口簿', label: m.intake_id_type_household },
	{ value: '护照', label: m.intake_id_type_passport },
	{ value: '港澳台居民居住证', label: m.intake_id_type_hmt },
	{ value: '外国人永久居留身份证', label: m.intake_id_type_foreigner },
	{ value: '边民证', label: m.intake_id_type_border },
	{ value: '其他', label: m.intake_id_type_other }
] as const;
