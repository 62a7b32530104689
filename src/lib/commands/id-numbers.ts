import type { FieldValue } from '../documents/case/state.ts';
import { familyField, MOST_FAMILY } from '../domain/family.ts';
import { readIdentityPaper } from '../domain/identity-papers.ts';

type Fields = Record<string, FieldValue>;

const people = [
	'applicant',
	'proxy',
	...Array.from({ length: MOST_FAMILY }, (_, place) => familyField(place, 'name').replace(/\.name$/, ''))
];

/**
 * The fields with everyone's identity numbers in their one form, or null where one has a slip for the document that
 * is shown; none named: the identity card. `before`: what the form says already.
 */
export function withReadIdNumbers(fields: Fields, before: Fields): Fields | null {
	const read = { ...fields };
	for (const person of people) {
		const typed = fields[`${person}.idNumber`];
		if (typeof typed !== 'string' || typed === '') continue;
		const type = fields[`${person}.idType`] ?? before[`${person}.idType`];
		const id = readIdentityPaper(typeof type === 'string' && type !== '' ? type : '身份证', typed);
		if (!id.ok) return null;
		read[`${person}.idNumber`] = id.number;
	}
	return read;
}

export function isFilled(fields: Fields, ...keys: string[]): boolean {
	return keys.every((key) => String(fields[key] ?? '').trim() !== '');
}
