import { expect, test } from 'vitest';
import type { Device } from '../../../src/lib/documents/directory/state.ts';
import { blockRows, gapsOf, takenOf } from '../../../src/routes/county/blocks/block-row.ts';

const VILLAGE = '532822104201';
const device = (id: string, block: number): Device => ({
	...{ id, unit: VILLAGE, name: id, key: '', block, from: 1, until: null },
	...{ since: 1, invitedBy: null }
});

const contact = (id: string, numbers: number) => ({
	...{ device: id, name: id, unit: VILLAGE, lastSeen: 9, behind: 0, release: 1, revoked: false },
	report: { time: 9, app: '', changes: 0, cases: 0, oldest: null, photographs: 0, refused: 0, numbers }
});

test('what is missing of a block is what the device took less what the county has', () => {
	const seen = [{ unit: VILLAGE, block: 1, cases: 3, highest: 4 }];
	const [row] = blockRows([device('tablet', 1)], [contact('tablet', 6)], seen);
	expect(row && [takenOf(row), gapsOf(row)]).toEqual([6, 3]);
});

test('a device that told less than its cases show, or nothing, has taken at least the highest number', () => {
	const seen = [
		{ unit: VILLAGE, block: 1, cases: 3, highest: 7 },
		{ unit: VILLAGE, block: 2, cases: 1, highest: 2 }
	];
	const rows = blockRows([device('b', 2), device('a', 1)], [contact('a', 5)], seen);
	expect(rows.map((row) => [row.id, takenOf(row), gapsOf(row)])).toEqual([
		['a', 7, 4],
		['b', 2, 1]
	]);
});

test('a block that nobody took a number of has nothing missing', () => {
	const [row] = blockRows([device('tablet', 1)], [], []);
	expect(row && [row.taken, takenOf(row), gapsOf(row)]).toEqual([null, 0, 0]);
});

test('a block that no enrolment got, and whose numbers cases bear, has a row of its own', () => {
	const stray = { unit: VILLAGE, block: 7, cases: 2, highest: 9 };
	const rows = blockRows([device('b', 8), device('a', 1)], [], [stray]);
	expect(rows.map((row) => [row.block, row.device, row.cases])).toEqual([
		[1, 'a', 0],
		[7, null, 2],
		[8, 'b', 0]
	]);
});
