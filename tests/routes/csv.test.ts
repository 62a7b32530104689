import { expect, test } from 'vitest';
import { csvOf } from '../../src/routes/county/csv.ts';

test('a table opens in a spreadsheet with its characters, commas and quotes as they were', () => {
	expect(
		csvOf([
			['站点', '状态'],
			['曼国村, "新"', '通']
		])
	).toBe('\uFEFF"站点","状态"\r\n"曼国村, ""新""","通"\r\n');
});

test('no cell is run as a formula', () => {
	expect(csvOf([['=1+1', '@a', '-', '平板 1']])).toBe(`\uFEFF"'=1+1","'@a","'-","平板 1"\r\n`);
});
