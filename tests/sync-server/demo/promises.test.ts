import { expect, test } from 'vitest';
import { demoContent } from '../../../sync-server/demo/content.ts';

const items = demoContent().implementations;

test('what another county promises is a note here, never a promise of this county', () => {
	const business = items.find(({ code }) => code === 'SJ-005');
	expect(business?.promised).toEqual({
		value: null,
		unit: null,
		note: '外地做法，供参考：1 个工作日（桂阳：企业开办1个工作日）'
	});
});

test('no guide shows the compilers’ own reference marks', () => {
	expect(JSON.stringify(items)).not.toMatch(/种子\d/);
});
