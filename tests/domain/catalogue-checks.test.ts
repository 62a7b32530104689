import { describe, expect, test } from 'vitest';
import type { BasicItem, ImplementationItem, Material } from '../../src/lib/domain/catalogue.ts';
import { checkContent } from '../../src/lib/domain/catalogue-checks.ts';
import type { CheckRule } from '../../src/lib/domain/catalogue-problems.ts';
import { basicRow, implementationRow } from './catalogue-rows.ts';

const material = implementationRow.materials[0] as Material;

function faults(implementation: Partial<ImplementationItem>, basic: Partial<BasicItem> = {}): CheckRule[] {
	return checkContent({
		basic: [{ ...basicRow, ...basic }],
		implementations: [{ ...implementationRow, ...implementation }],
		bundles: []
	}).map((problem) => problem.rule);
}

describe('the checks before publishing', () => {
	test('find nothing in a good item', () => {
		expect(faults({})).toEqual([]);
	});

	test.each<[string, Partial<ImplementationItem>, CheckRule]>([
		['a basic row that is not there', { basic: { code: 'MZ-9', version: '' } }, 'basic-missing'],
		[
			'a pinned version that is not the row',
			{ basic: { code: 'MZ-001', version: 'x' } },
			'basic-version-differs'
		],
		['no deciding unit', { unit: null }, 'unit-missing'],
		['an alias without its reading', { aliases: ['低保', '吃低保'] }, 'readings-missing'],
		['a number without its unit', { legal: { value: 30, unit: null, note: null } }, 'limit-without-unit'],
		[
			'a promise longer than the law',
			{ promised: { value: 31, unit: '工作日', note: null } },
			'promised-beyond-legal'
		],
		['one key for two materials', { materials: [material, material] }, 'duplicate-material-key'],
		['a material from nowhere', { materials: [{ ...material, source: '' }] }, 'material-without-source'],
		['其他材料', { materials: [{ ...material, name: '其他相关证明材料' }] }, 'catch-all-material'],
		['等相关材料', { materials: [{ ...material, name: '身份证、户口簿等相关材料' }] }, 'catch-all-material'],
		['in person, and no word why', { proxy: '不可' }, 'proxy-without-note'],
		['no theme', { themes: [] }, 'theme-missing']
	])('find %s', (_, change, rule) => {
		expect(faults(change)).toContain(rule);
	});

	test('find a basic row without name, basis or use', () => {
		expect(faults({}, { name: ' ' })).toContain('name-missing');
		expect(faults({}, { basis: [] })).toContain('basis-missing');
		expect(faults({}, { code: 'MZ-9' })).toContain('basic-unused');
	});

	test('find a code given twice', () => {
		const twice = checkContent({
			basic: [basicRow, basicRow],
			implementations: [implementationRow, implementationRow],
			bundles: []
		});
		expect(twice.map(({ rule }) => rule)).toEqual(['duplicate-basic-code', 'duplicate-code']);
	});

	test('do not compare limits of different units', () => {
		expect(faults({ promised: { value: 40, unit: '自然日', note: null } })).toEqual([]);
	});

	test('do not take a material named by its kind for a catch-all', () => {
		expect(faults({ materials: [{ ...material, name: '承包合同等证据' }] })).toEqual([]);
	});
});
