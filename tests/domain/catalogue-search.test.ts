import { describe, expect, test } from 'vitest';
import { buildIndex, search } from '../../src/lib/domain/catalogue-search.ts';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { basicRow, implementationRow } from './catalogue-rows.ts';

const items = catalogueItems(demoContent());
const index = buildIndex(items);
const codes = (query: string) => search(index, query).map(({ item }) => item.implementation.code);

describe('search', () => {
	test.each<[query: string, code: string | undefined, why: string]>([
		['低保', 'MZ-001', '汉字, an alias'],
		['生活 最低', 'MZ-001', 'two words in any order'],
		['zuidishenghuobaozhang', 'MZ-001', '拼音'],
		['zdsh', 'MZ-001', '首字母'],
		['zuidishh', 'MZ-001', '拼音 begun, then 首字母'],
		['低bao', 'MZ-001', 'half in 汉字'],
		['ＺＤＳＨ', 'MZ-001', 'full-width capitals'],
		["zui'di", 'MZ-001', 'a mark between syllables'],
		['结婚登记', 'MZ-012', 'the whole name'],
		['jiehun', 'MZ-012', 'the start of the name by sound'],
		['社保卡丢了', 'RS-018', 'as people say it'],
		['mz-003', 'MZ-003', 'the code'],
		['shourang', undefined, 'a word that no item has'],
		['nvdengji', 'MZ-015', 'ü typed as v'],
		['tiaojie', 'SF-002', '调 as tiao'],
		['低保 残疾', undefined, 'both words must be there']
	])('for %s finds %s first: %s', (query, code) => {
		expect(codes(query)[0]).toBe(code);
	});

	test('by department keeps to its items', () => {
		const found = search(index, '残疾人联合会').map(({ item }) => item.implementation.unitName);
		expect(found).toEqual(Array<string>(10).fill('残疾人联合会'));
	});

	test('puts an alias that is the very word before a longer one, and writing before sound', () => {
		expect(codes('低保').slice(0, 2)).toEqual(['MZ-001', 'MZ-004']);
		const sounding = buildIndex([
			{ ...item('低压用电报装', 'di ya yong dian bao zhuang'), version: 'sound' },
			{ ...item('dy 报装', 'd y _ bao zhuang'), version: 'written' }
		]);
		expect(search(sounding, 'dy').map((hit) => hit.item.version)).toEqual(['written', 'sound']);
	});

	test('tells which signs were met', () => {
		const [first] = search(index, 'zuidi 确认');
		expect(first).toMatchObject({
			name: [
				[0, 2],
				[8, 10]
			],
			alias: null,
			unitName: []
		});
		expect(search(index, 'chidib')[0]).toMatchObject({
			name: [],
			alias: { text: '吃低保', ranges: [[0, 3]] }
		});
	});

	test('meets a sign by either of its readings', () => {
		const either = buildIndex([item('岩温', 'ai|yan wen')]);
		expect(['aiw', 'yanwen', 'yw'].map((query) => search(either, query).length)).toEqual([1, 1, 1]);
		expect(search(either, 'an')).toEqual([]);
	});

	test('keeps to a target or a theme, and lists them all for an empty query', () => {
		expect(search(index, ' ')).toHaveLength(items.length);
		expect(search(index, '', { target: '法人' })).toHaveLength(26);
		expect(search(index, '', { theme: '婚姻' }).map(({ item }) => item.implementation.code)).toEqual([
			'MZ-012',
			'MZ-013',
			'MZ-014',
			'GA-003'
		]);
	});

	test('over 2,000 items answers within a key stroke', () => {
		const many = buildIndex(Array.from({ length: 2000 }, (_, i) => items[i % items.length]!));
		const typed = [
			'd',
			'di',
			'dib',
			'dibao',
			'z',
			'zd',
			'zuidishh',
			'低',
			'低保',
			'民政 老人',
			's s',
			'身份证'
		];
		const times = [...typed, ...typed, ...typed, ...typed].map((query) => {
			const start = performance.now();
			search(many, query);
			return performance.now() - start;
		});
		times.sort((a, b) => a - b);
		expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(40);
	});
});

function item(name: string, reading: string) {
	return {
		version: '',
		basic: { ...basicRow, name },
		implementation: { ...implementationRow, aliases: [], readings: [reading] }
	};
}
