import { expect, test } from 'vitest';
import type { Photograph } from '../../../src/lib/documents/case/actions.ts';
import { catalogueItems } from '../../../src/lib/domain/catalogue-version.ts';
import { carryPapers, placeAside } from '../../../src/routes/intake/carried-papers.ts';
import type { DraftPaper } from '../../../src/routes/intake/draft.ts';
import { demoContent } from '../../../sync-server/demo/content.ts';

const items = new Map(catalogueItems(demoContent()).map((item) => [item.implementation.code, item]));
function item(code: string) {
	const found = items.get(code);
	if (!found) throw new Error(`the demo has no ${code}`);
	return found;
}
/** 低保, and 残疾人证: both ask for the identity card, only the first for a statement of the family's income. */
const [dibao, disabled] = [item('MZ-001'), item('CL-001')];

const photograph = (hash: string): Photograph => ({ hash, key: 'k', size: 1, mediaType: 'image/jpeg' });
function take(of: typeof dibao, material: (name: string) => boolean, more: Partial<DraftPaper>): DraftPaper {
	const found = of.implementation.materials.find(({ name }) => material(name));
	if (!found) throw new Error('no such material');
	const paper = { paper: found.key, name: found.name, way: 'seen' as const, copies: 0, photographs: [] };
	return { ...paper, instead: '', ...more };
}
const card = take(dibao, (name) => name.includes('居民身份证') && !name.includes('代理'), {
	photographs: [photograph('card')]
});
const income = take(dibao, (name) => name.includes('收入'), {
	...{ way: 'original', copies: 1 },
	photographs: [photograph('income')]
});

test('a paper that the other item also asks for goes along under that item’s own key', () => {
	const carried = carryPapers({ papers: [card], aside: [], situations: [] }, dibao, disabled);
	const key = disabled.implementation.materials.find(({ standard }) => standard === 'M01')?.key;
	expect(carried.papers).toMatchObject([{ paper: key, way: 'seen', photographs: [{ hash: 'card' }] }]);
	expect(carried.aside).toEqual([]);
});

test('what the other item does not ask for is put aside, and is back when the first is chosen again', () => {
	const before = { papers: [card, income], aside: [], situations: [] };
	const away = carryPapers(before, dibao, disabled);
	expect(away.aside).toMatchObject([
		{ name: income.name, way: 'original', photographs: [{ hash: 'income' }] }
	]);
	const back = carryPapers(away, disabled, dibao);
	expect(back.aside).toEqual([]);
	expect(new Set(back.papers.map(({ paper, copies }) => `${paper} ${copies}`))).toEqual(
		new Set(before.papers.map(({ paper, copies }) => `${paper} ${copies}`))
	);
});

test('a letter of authority names its item and does not go along', () => {
	const letter = take(dibao, (name) => name.includes('委托书'), { way: 'original', copies: 1 });
	const carried = carryPapers({ papers: [letter], aside: [], situations: [] }, dibao, disabled);
	expect(disabled.implementation.materials.map(({ standard }) => standard)).toContain('M05');
	expect(carried).toMatchObject({ papers: [], aside: [{ standard: 'M05' }] });
});

test('of a paper promised where the other item takes no promise its photographs go along', () => {
	const [first] = disabled.implementation.materials;
	if (!first) throw new Error('it asks for nothing');
	const strict = { ...first, standard: 'M01', source: '10', deferrable: false, shared: false };
	const to = { ...disabled, implementation: { ...disabled.implementation, materials: [strict] } };
	const carry = (paper: DraftPaper) => carryPapers({ papers: [paper], aside: [], situations: [] }, dibao, to);
	expect(carry({ ...card, way: 'promised' }).papers).toMatchObject([{ way: 'photo' }]);
	expect(carry({ ...card, way: 'promised', photographs: [] })).toMatchObject({ papers: [], aside: [{}] });
});

test('photographs that were put aside are given to a paper as far as it takes them', () => {
	const many = Array.from({ length: 19 }, (_, at) => photograph(`p${at}`));
	const aside = { ...income, standard: null, photographs: [photograph('x'), photograph('y')] };
	const placed = placeAside({ papers: [{ ...card, photographs: many }], aside: [aside] }, aside, {
		key: card.paper,
		name: card.name
	});
	expect(placed?.papers[0]?.photographs).toHaveLength(20);
	expect(placed?.aside).toMatchObject([{ photographs: [{ hash: 'y' }] }]);
	expect(
		placeAside({ papers: placed?.papers ?? [], aside: [] }, aside, { key: card.paper, name: card.name })
	).toBeNull();
});
