import { expect, test } from 'vitest';
import { oftenTaken } from '../../../src/routes/intake/often-taken.ts';

test('the items most taken come first, and of equals the one taken last', () => {
	const rows = ['a', 'b', 'c', 'b', null, 'c', 'd'].map((itemCode, at) => ({ itemCode, changedAt: at }));
	expect(oftenTaken(rows)).toEqual(['c', 'b', 'd', 'a']);
});

test('five at most', () => {
	expect(oftenTaken([...'abcdefg'].map((itemCode, at) => ({ itemCode, changedAt: at })))).toHaveLength(5);
});
