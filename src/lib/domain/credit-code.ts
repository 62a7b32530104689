import { halfWidth } from './typed-text.ts';

export type CreditCodeFault = 'length' | 'characters' | 'check-digit';

export type CreditCode = { ok: true; code: string } | { ok: false; code: CreditCodeFault };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Reads a unified social credit code as typed (GB 32100): full-width, spaces and small letters are made right. */
export function readCreditCode(typed: string): CreditCode {
	const code = halfWidth(typed).replace(/\s/g, '').toUpperCase();
	if (code.length !== 18) return { ok: false, code: 'length' };
	const values = [...code].map((sign) => ALPHABET.indexOf(sign));
	if (values.includes(-1)) return { ok: false, code: 'characters' };
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
	if (ALPHABET[(31 - (sum % 31)) % 31] !== code[17]) return { ok: false, code: 'check-digit' };
	return { ok: true, code };
}
