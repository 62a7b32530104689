import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	isSameCaseNumber,
	makeCaseNumber,
	readCaseNumber,
	shortCaseNumber
} from '../../src/lib/domain/case-number.ts';
import { addDays } from '../../src/lib/domain/working-days.ts';

const SIGNS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'];

const parts = fc.record({
	unit: fc.constantFrom('532822', '532822104', '532822104207', '532822MZ', '532822LC', '532822DL'),
	date: fc.nat(9000).map((days) => addDays('2026-01-01', days)),
	block: fc.integer({ min: 1, max: 999 }),
	serial: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9_999_999 })),
	random2: fc.uint8Array({ minLength: 2, maxLength: 2 })
});

describe('a case number', () => {
	test('looks the same for ever', () => {
		const number = makeCaseNumber({
			unit: '532822104207',
			date: '2026-11-22',
			block: 1,
			serial: 31,
			random2: new Uint8Array([7, 9])
		});
		expect(number).toBe('532822104207-261122-001-0031-79N');
		expect(shortCaseNumber(number)).toBe('1122-0031');
	});

	test('is read back into its parts', () => {
		fc.assert(
			fc.property(parts, ({ random2, ...known }) => {
				expect(readCaseNumber(makeCaseNumber({ ...known, random2 }))).toMatchObject(known);
			})
		);
	});

	test('is the same one however it was typed, and none where it could not be read', () => {
		const written = readCaseNumber('532822104207-261122-001-0031-79N');
		expect(isSameCaseNumber(readCaseNumber('532822104207 261122 ool oo31 79n'), written)).toBe(true);
		expect(isSameCaseNumber(readCaseNumber('532822104207-261122-001-0032-79N'), written)).toBe(false);
		expect(isSameCaseNumber(null, null)).toBe(false);
	});

	test('never ends in a sign that is taken for another', () => {
		fc.assert(
			fc.property(parts, (known) => {
				expect(makeCaseNumber(known).slice(-3)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}$/);
			})
		);
	});

	test('with any one sign wrong is refused, or is the number that was meant', () => {
		fc.assert(
			fc.property(parts, fc.nat(), fc.constantFrom(...SIGNS), (known, place, sign) => {
				const number = makeCaseNumber(known);
				const at = place % number.length;
				const slip = number.slice(0, at) + sign + number.slice(at + 1);
				expect([null, readCaseNumber(number)]).toContainEqual(readCaseNumber(slip));
				if (!'OIL'.includes(sign) && sign !== number[at]) expect(readCaseNumber(slip)).toBeNull();
			}),
			{ numRuns: 2000 }
		);
	});

	test('with any two neighbours swapped is refused', () => {
		fc.assert(
			fc.property(parts, (known) => {
				const number = makeCaseNumber(known);
				for (let at = 0; at < number.length - 1; at++) {
					const [a = '', b = ''] = number.slice(at, at + 2);
					if (a === b) continue;
					expect(readCaseNumber(number.slice(0, at) + b + a + number.slice(at + 2))).toBeNull();
				}
			}),
			{ numRuns: 500 }
		);
	});

	test.each([
		['in small letters', '532822mz-261122-002-10031-00'],
		['with spaces for hyphens', '532822MZ 261122 002 10031 00'],
		['in full-width signs', '５３２８２２ＭＺ－２６１１２２－００２－１００３１－００'],
		['with O and l for 0 and 1', '532822MZ-26ll22-OO2-lOO3I-OO']
	])('is understood %s', (_, typed) => {
		const number = makeCaseNumber({
			unit: '532822MZ',
			date: '2026-11-22',
			block: 2,
			serial: 10031,
			random2: new Uint8Array([0, 0])
		});
		expect(number.slice(0, -1)).toBe('532822MZ-261122-002-10031-00');
		expect(readCaseNumber(typed + number.slice(-1))).toEqual(readCaseNumber(number));
	});

	test.each([
		['of a day that does not exist', '532822MZ-269999-001-0031-00'],
		['of block 0', '532822MZ-261122-000-0031-00'],
		['of serial 0', '532822MZ-261122-001-0000-00']
	])('%s is none, whatever its check sign', (_, body) => {
		expect(SIGNS.map((check) => readCaseNumber(body + check)).filter(Boolean)).toEqual([]);
	});

	test('is not made outside its block', () => {
		const known = { unit: '532822', date: '2026-11-22', serial: 1, random2: new Uint8Array(2) };
		expect(() => makeCaseNumber({ ...known, block: 0 })).toThrow(RangeError);
		expect(() => makeCaseNumber({ ...known, block: 1000 })).toThrow(RangeError);
	});
});
