import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enrolmentSeed, makeEnrolmentCode, readEnrolmentCode } from '../../src/lib/changes/enrolment-code.ts';

const code = fc
	.uint8Array({ minLength: 10, maxLength: 10 })
	.map((bytes) => makeEnrolmentCode({ bytes: () => Uint8Array.from(bytes) }));

test('a code is four groups of four, and every bit of the ten random bytes counts', () => {
	expect(makeEnrolmentCode({ bytes: () => new Uint8Array(10) })).toBe('0000-0000-0000-0000');
	expect(makeEnrolmentCode({ bytes: () => new Uint8Array(10).fill(255) })).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
	const codes = new Set<string>();
	for (let bit = 0; bit < 80; bit++) {
		const bytes = new Uint8Array(10);
		bytes[bit >> 3] = 1 << (bit & 7);
		codes.add(makeEnrolmentCode({ bytes: () => bytes }));
	}
	expect(codes.size).toBe(80);
});

test('a code is read as it was made, however someone types it', () => {
	fc.assert(
		fc.property(code, (made) => {
			expect(readEnrolmentCode(made)).toBe(made);
			expect(readEnrolmentCode(` ${made.toLowerCase().replaceAll('-', ' ')}\n`)).toBe(made);
			expect(readEnrolmentCode(made.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(made);
			expect(readEnrolmentCode(made.replaceAll('1', 'I').replaceAll('-', '–'))).toBe(made);
		})
	);
});

test('what is too short, too long, or has a letter that no code has, is none', () => {
	for (const typed of [
		'',
		'ABCD',
		'ABCD-EFGH-JKMN-PQR',
		'ABCD-EFGH-JKMN-PQRST',
		'UUUU-0000-0000-0000',
		'编码'
	]) {
		expect(readEnrolmentCode(typed)).toBeNull();
	}
});

test('a code gives the same seed on every device, and no other code gives it', async () => {
	const [one, again, other] = await Promise.all([
		enrolmentSeed('ABCD-EFGH-JKMN-PQRS'),
		enrolmentSeed('ABCD-EFGH-JKMN-PQRS'),
		enrolmentSeed('ABCD-EFGH-JKMN-PQRT')
	]);
	expect(one).toEqual(again);
	expect(one).not.toEqual(other);
	expect(one.length).toBe(32);
});
