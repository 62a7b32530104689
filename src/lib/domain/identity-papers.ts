import type { DateString } from './calendar.ts';
import { readIdNumber, type IdNumberFault } from './identity-number.ts';
import { halfWidth } from './typed-text.ts';

/** Documents a person may show (standards.md §2.2, §2.4); the first is the usual one. Kept as they are called. */
export const identityPapers = [
	'身份证',
	'户口簿',
	'护照',
	'港澳台居民居住证',
	'港澳居民来往内地通行证',
	'台湾居民来往大陆通行证',
	'外国人永久居留身份证',
	'边民证',
	'军官证',
	'其他'
] as const;
export type IdentityPaper = (typeof identityPapers)[number];

/** `region`: a residence permit names 810000, 820000 or 830000. `form`: not a number that this document has. */
export type IdentityPaperFault = IdNumberFault | 'region' | 'form';

export type ReadIdentityPaper =
	{ ok: true; number: string; birthDate: DateString | null } | { ok: false; code: IdentityPaperFault };

/** Forms of numbers that have no check digit to be tested. */
const FORMS: Partial<Record<IdentityPaper, RegExp>> = {
	护照: /^[A-Z0-9]{6,12}$/,
	港澳居民来往内地通行证: /^[HM]\d{8}(\d{2})?$/,
	台湾居民来往大陆通行证: /^\d{8}$/,
	外国人永久居留身份证: /^[A-Z]{3}\d{12}$/
};

/**
 * Reads the number of an identity document as typed: spaces, full-width signs and small letters are made right.
 * A child is known by the citizen's number on the household's 户口簿. The foreigner's card has its old form of three
 * letters and twelve digits, or since 2023 eighteen signs that begin with 9 and end in the same check digit.
 */
export function readIdentityPaper(type: string, typed: string): ReadIdentityPaper {
	const number = halfWidth(typed).replace(/\s/g, '').toUpperCase();
	switch (type) {
		case '身份证':
		case '户口簿':
			return citizen(number);
		case '港澳台居民居住证':
			return /^8[123]0000/.test(number) || number.length < 6
				? citizen(number)
				: { ok: false, code: 'region' };
		case '外国人永久居留身份证':
			if (/^9\d{16}[\dX]$/.test(number)) return citizen(number);
	}
	const form = FORMS[type as IdentityPaper];
	// 边民证, 军官证 and what is not in the list are numbered by their issuers as they like.
	if (form ? !form.test(number) : number === '' || number.length > 40) return { ok: false, code: 'form' };
	return { ok: true, number: form ? number : typed.trim(), birthDate: null };
}

function citizen(number: string): ReadIdentityPaper {
	const read = readIdNumber(number);
	return read.ok ? { ok: true, number: read.number, birthDate: read.birthDate } : read;
}
