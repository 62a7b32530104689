import type { FieldValue } from '../documents/case/state.ts';
import { readIdNumber } from '../domain/identity-number.ts';

type Fields = Record<string, FieldValue>;

/**
 * The fields with identity numbers as GB 11643 writes them, or null where one has a slip. An applicant's other
 * papers have numbers of other forms; a proxy shows an identity card. `before`: what the form says already.
 */
export function withReadIdNumbers(fields: Fields, before: Fields): Fields | null {
	const type = fields['applicant.idType'] ?? before['applicant.idType'] ?? '身份证';
	const keys = type === '身份证' ? ['applicant.idNumber', 'proxy.idNumber'] : ['proxy.idNumber'];
	const read = { ...fields };
	for (const key of keys) {
		const typed = fields[key];
		if (typeof typed !== 'string' || typed === '') continue;
		const id = readIdNumber(typed);
		if (!id.ok) return null;
		read[key] = id.number;
	}
	return read;
}

export function isFilled(fields: Fields, ...keys: string[]): boolean {
	return keys.every((key) => String(fields[key] ?? '').trim() !== '');
}
