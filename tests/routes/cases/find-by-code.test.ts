import { expect, test } from 'vitest';
import { findByCode } from '../../../src/routes/cases/receive/find-by-code.ts';

const ONE = '532822103202-261126-002-0002-H5V';
const BIRTH = '532822103202-261126-002-0001-VT9';
const kept = [
	{ doc: 'case/one', number: ONE },
	{ doc: 'case/numberless', number: null },
	{ doc: 'bundle/birth', number: BIRTH }
];

test('the number on a receipt finds its case, and that of 一件事 the bundle', () => {
	expect(findByCode(ONE.toLowerCase(), kept)).toEqual({ doc: 'case/one', number: ONE });
	expect(findByCode(BIRTH, kept)).toEqual({ doc: 'bundle/birth', number: BIRTH });
	expect(findByCode(BIRTH, [])).toEqual({ fault: 'unknown-number' });
	expect(findByCode('玉罕', kept)).toEqual({ fault: 'no-code' });
});
