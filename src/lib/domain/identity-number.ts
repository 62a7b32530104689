import type { DateString } from './calendar.ts';
import { halfWidth } from './typed-text.ts';
import { isDate } from './working-days.ts';

export type IdNumberFault = 'length' | 'characters' | 'birth-date' | 'check-digit';

export type IdNumber =
	| { ok: true; number: string; birthDate: DateString; sex: 'male' | 'female' }
	| { ok: false; code: IdNumberFault };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads a citizen's identity number as typed (GB 11643): full-width digits, spaces and a small x are made
 * right. The address code is not judged: people keep the code of a district that is gone (standards.md §2.4).
 */
export function readIdNumber(typed: string): IdNumber {
	const number = halfWidth(typed).replace(/\s/g, '').toUpperCase();
	if (number.length !== 18) return { ok: false, code: 'length' };
	if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, code: 'characters' };
	const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
	if (!isDate(birthDate)) return { ok: false, code: 'birth-date' };
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	if ('10X98765432'[sum % 11] !== number[17]) return { ok: false, code: 'check-digit' };
	return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}
