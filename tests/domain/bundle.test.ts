import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burdens, inTurn, membersWanted, sharedMaterials, stagesOf } from '../../src/lib/domain/bundle.ts';
import type { BundleMember, CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';

const content = demoContent();
const items = new Map(catalogueItems(content).map((item) => [item.implementation.code, item]));
const bundle = (code: string) => {
	const found = content.bundles.find((one) => one.code === code);
	if (!found) throw new Error(code);
	return found;
};
const itemsOf = (members: BundleMember[]): CatalogueItem[] =>
	members.flatMap(({ item }) => items.get(item) ?? []);
const birth = bundle('YJS-01');
const fiveOfBirth = itemsOf(membersWanted(birth, []));

describe('the members of a bundle', () => {
	test('come after what they wait for, and each once, in whatever order they are written', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(birth.members, { minLength: birth.members.length }), (members) => {
				const order = inTurn(members)?.map(({ item }) => item) ?? [];
				expect([...order].sort()).toEqual(members.map(({ item }) => item).sort());
				for (const { item, dependsOn } of members) {
					for (const code of dependsOn) expect(order.indexOf(code)).toBeLessThan(order.indexOf(item));
				}
			})
		);
	});

	test('are the required ones and those that the person wants', () => {
		expect(fiveOfBirth.map(({ basic }) => basic.code)).toEqual([
			'WJ-002',
			'WJ-004',
			'GA-001',
			'YB-001',
			'RS-017'
		]);
		expect(membersWanted(birth, ['WJ-005'])).toHaveLength(6);
	});

	test('go side by side where none waits for the other', () => {
		expect([...stagesOf(membersWanted(birth, []))]).toEqual([
			['WJ-002', 0],
			['WJ-004', 0],
			['GA-001', 1],
			['YB-001', 2],
			['RS-017', 2]
		]);
	});
});

describe('the papers of a bundle', () => {
	const papers = sharedMaterials(fiveOfBirth);
	const paper = (key: string) => papers.find((one) => one.key === key);

	test('are each handed in once, with every item that asks for it under its own key', () => {
		expect(paper('M01')?.uses).toEqual([
			{ item: 'WJ-002', key: 'm1', form: '原件核验' },
			{ item: 'GA-001', key: 'm4', form: '原件核验' },
			{ item: 'YB-001', key: 'm1', form: '原件核验' },
			{ item: 'RS-017', key: 'm1', form: '原件核验' }
		]);
	});

	test('are needed if one item needs them, and may come later only if all let them', () => {
		expect(paper('M02')?.material).toMatchObject({ necessity: '必要', deferrable: true });
		expect(paper('M02')?.uses.map(({ item }) => item)).toEqual(['GA-001', 'YB-001']);
	});

	test('stay apart where they are the items own', () => {
		expect(papers.filter(({ key }) => key.includes('/')).map(({ material }) => material.name)).toEqual([
			'出生医学证明首次签发登记表',
			'城乡居民参保登记表'
		]);
	});

	test('that another member brings about need not be brought', () => {
		expect(paper('M09')?.fromMember).toBe('WJ-002');
		expect(
			sharedMaterials(itemsOf(birth.members.slice(1))).find(({ key }) => key === 'M09')?.fromMember
		).toBe(null);
	});
});

test('a bundle says what it saves, counted from the items own lists', () => {
	expect(burdens(fiveOfBirth)).toEqual({
		alone: { visits: 5, forms: 5, papers: 10, places: 4 },
		together: { visits: 1, forms: 1, papers: 5, places: 1 }
	});
});

test('every bundle of the demo county costs a person less than its items one by one', () => {
	for (const { members, code } of content.bundles) {
		const { alone, together } = burdens(itemsOf(members));
		expect(together.papers, code).toBeLessThanOrEqual(alone.papers);
		expect(together.visits, code).toBeLessThan(alone.visits);
	}
});
