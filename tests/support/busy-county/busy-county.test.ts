import { expect, test } from 'vitest';
import { checkContent } from '../../../src/lib/domain/catalogue-checks.ts';
import { readIdNumber } from '../../../src/lib/domain/identity-number.ts';
import { seededRandom } from '../seeded-random.ts';
import { busyCaseRows } from './case-rows.ts';
import { manyItems } from './many-items.ts';
import { neighbour } from './people.ts';

test('a busy county has work at every turn of the road, all of it signed, receipted and lawful', async () => {
	const until = Date.UTC(2026, 10, 25, 12);
	const rows = await busyCaseRows({ cases: 40, seed: 3, until });
	expect(rows).toHaveLength(40);
	expect(rows.every(({ onlyHere, changedAt }) => onlyHere === 0 && changedAt < until)).toBe(true);
	const stages = new Set(rows.map(({ stage }) => stage));
	expect([...stages].sort()).toEqual(
		expect.arrayContaining(['accepted', 'correcting', 'delivered', 'received', 'submitted'])
	);
	expect(rows.some(({ place }) => place === 'needs-you')).toBe(true);
});

test('a catalogue grown to 2,000 items may be published', () => {
	const content = manyItems(2000);
	expect(content.implementations).toHaveLength(2000);
	expect(checkContent(content).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('neighbours have names of two to fifteen signs and numbers of the right form', () => {
	const random = seededRandom(1);
	const people = Array.from({ length: 500 }, () => neighbour(random, '曼国村'));
	const lengths = people.map(({ name }) => name.length);
	expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([2, 15]);
	expect(people.every(({ idNumber }) => readIdNumber(idNumber).ok)).toBe(true);
});
