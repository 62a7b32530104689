import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCreditCode } from '../../src/lib/domain/credit-code.ts';
import { readIdNumber } from '../../src/lib/domain/identity-number.ts';
import { maskIdNumber, maskName, maskPhone } from '../../src/lib/domain/mask.ts';

describe('an identity number', () => {
	test('tells the day of birth and the sex', () => {
		expect(readIdNumber('11010519491231002X')).toEqual({
			ok: true,
			number: '11010519491231002X',
			birthDate: '1949-12-31',
			sex: 'female'
		});
	});

	test('is read as an input method wrote it', () => {
		expect(readIdNumber(' １１０１０５ 19491231 002ｘ')).toMatchObject({
			ok: true,
			number: '11010519491231002X'
		});
	});

	test('of a district founded in 2021, or gone since, is good', () => {
		expect(readIdNumber(withCheck('33011320210501001'))).toMatchObject({ ok: true, sex: 'male' });
		expect(readIdNumber(withCheck('51021119560229123'))).toMatchObject({ ok: true, birthDate: '1956-02-29' });
	});

	test.each([
		['110105491231002', 'length'],
		['1101051949123100ZX', 'characters'],
		['11010519490230002X', 'birth-date'],
		['110105194912310021', 'check-digit']
	])('%s is refused: %s', (text, code) => {
		expect(readIdNumber(text)).toEqual({ ok: false, code });
	});

	test('with one wrong digit or two swapped ones is never taken', () => {
		const good = '11010519491231002X';
		fc.assert(
			fc.property(fc.nat(16), fc.nat(9), (at, digit) => {
				fc.pre(good[at] !== String(digit));
				expect(readIdNumber(good.slice(0, at) + String(digit) + good.slice(at + 1)).ok).toBe(false);
			})
		);
		for (let at = 0; at < 16; at++) {
			const swapped = good.slice(0, at) + (good[at + 1] ?? '') + (good[at] ?? '') + good.slice(at + 2);
			if (swapped !== good) expect(readIdNumber(swapped).ok).toBe(false);
		}
	});
});

/** ISO 7064 MOD 11-2 by its definition: the number whose signs, weighted by powers of two, leave 1. */
function withCheck(digits: string): string {
	for (const check of '0123456789X') {
		const values = [...digits, check].map((sign) => (sign === 'X' ? 10 : Number(sign)));
		if (values.reduce((rest, value) => (rest * 2 + value) % 11, 0) === 1) return digits + check;
	}
	throw new Error('no check digit');
}

describe('a credit code', () => {
	test.each(['11431081006538362A', '12441500196720244T', '91350100M000100Y43'])('%s is good', (code) => {
		expect(readCreditCode(code)).toEqual({ ok: true, code });
	});

	test('is read from small and full-width letters', () => {
		expect(readCreditCode('１１431081 006538362a')).toEqual({ ok: true, code: '11431081006538362A' });
	});

	test.each([
		['11431081006538362', 'length'],
		['1143108100653836OA', 'characters'],
		['11431081006538363A', 'check-digit']
	])('%s is refused: %s', (text, code) => {
		expect(readCreditCode(text)).toEqual({ ok: false, code });
	});
});

describe('lists show', () => {
	test.each([
		['玉波', '玉*'],
		['岩温香', '岩*香'],
		['阿卜杜拉·买买提', '阿******提'],
		['𠮷田', '𠮷*'],
		['刀', '*'],
		['', '']
	])('%s as %s', (name, masked) => {
		expect(maskName(name)).toBe(masked);
	});

	test.each([
		['532822199001010021', '5328**********0021'],
		['E12345678', '*******78'],
		['123', '***']
	])('document %s as %s', (number, masked) => {
		expect(maskIdNumber(number)).toBe(masked);
	});

	test.each([
		['13812345678', '138****5678'],
		['5122345', '*****45']
	])('telephone %s as %s', (phone, masked) => {
		expect(maskPhone(phone)).toBe(masked);
	});
});
