import { expect, test } from 'vitest';
import { findRows, groupRows, sortRows, tableOf, type Column } from '../../../src/routes/county/register.ts';

type Desk = { name: string; cases: number };

const desks: Desk[] = [
	{ name: '10号', cases: 3 },
	{ name: '2号 Hall', cases: 20 },
	{ name: '综合', cases: 3 }
];
const columns: Column<Desk>[] = [
	{ label: '名称', text: ({ name }) => name },
	{ label: '办件', text: ({ cases }) => `${cases} 件`, order: ({ cases }) => cases }
];
const names = (rows: Desk[]) => rows.map(({ name }) => name);

test('a row is found by every word that was typed, in any column and any case', () => {
	expect(names(findRows(desks, columns, 'hall 20'))).toEqual(['2号 Hall']);
	expect(names(findRows(desks, columns, '3 件'))).toEqual(['10号', '综合']);
	expect(findRows(desks, columns, '  ')).toHaveLength(3);
	expect(findRows(desks, columns, '没有')).toEqual([]);
});

test('numbers in names and in columns sort as numbers, equal rows stay as they were', () => {
	expect(names(sortRows(desks, columns, { column: 0, down: false }))).toEqual(['2号 Hall', '10号', '综合']);
	expect(names(sortRows(desks, columns, { column: 1, down: false }))).toEqual(['10号', '综合', '2号 Hall']);
	expect(names(sortRows(desks, columns, { column: 1, down: true }))[0]).toBe('2号 Hall');
	expect(names(sortRows(desks, columns, null))).toEqual(names(desks));
});

test('what is exported is what is shown, head first', () => {
	expect(tableOf(desks.slice(0, 1), columns)).toEqual([
		['名称', '办件'],
		['10号', '3 件']
	]);
	expect(groupRows(desks, ({ cases }) => cases).get(3)).toHaveLength(2);
});
