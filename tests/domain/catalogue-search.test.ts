import { describe, expect, test } from 'vitest';
import { buildIndex, search, type Only } from '../../src/lib/domain/catalogue-search.ts';
import { characters } from '../../src/lib/domain/characters.ts';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { basicRow, implementationRow } from './catalogue-rows.ts';

const items = catalogueItems(demoContent());
const index = buildIndex(items, characters);
const found = (query: string, only: Only = {}) => search(index, query, 2000, only).hits;
const codes = (query: string) => found(query).map(({ item }) => item.implementation.code);
const names = (query: string) => found(query).map(({ item }) => item.basic.name);

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
		['qiche chongdian', undefined, 'a word that no item has'],
		['nvdengji', 'MZ-015', 'ü typed as v'],
		['tiaojie', 'SF-002', '调 as tiao'],
		['低保 残疾', undefined, 'both words must be there'],
		['殘疾人證', 'CL-001', 'Traditional signs'],
		['民政 村 低保', 'MZ-001', 'department, level and alias'],
		['低保 村 民政', 'MZ-001', 'the same in another order'],
		['法人 餐饮', 'SJ-007', 'for whom it is, and an alias'],
		['公司 kaifandian', 'SJ-007', 'for whom as people say it'],
		['minzheng jiehun', 'MZ-012', 'a department by sound'],
		['hunyin xieyi', 'MZ-013', 'a theme of life by sound'],
		['居民医保', 'YB-001', 'a long name with signs left out']
	])('for %s finds %s first: %s', (query, code) => {
		expect(codes(query)[0]).toBe(code);
	});

	test('takes signs that are left out in between, the fewest first, and none that are far apart', () => {
		expect(names('残疾补贴').slice(0, 2)).toEqual(['困难残疾人生活补贴', '重度残疾人护理补贴']);
		expect(found('居民医保').map(({ near, name }) => ({ near, name }))).toEqual([
			{ near: false, name: [[2, 9]] }
		]);
		expect(codes('城登记')).toEqual([]);
		expect(codes('保医民居')).toEqual([]);
	});

	test('by department keeps to its items', () => {
		const units = found('残疾人联合会').map(({ item }) => item.implementation.unitName);
		expect(units).toEqual(Array<string>(10).fill('残疾人联合会'));
	});

	test('puts an alias that is the very word before a longer one, and writing before sound', () => {
		expect(codes('低保').slice(0, 2)).toEqual(['MZ-001', 'MZ-004']);
		const sounding = buildIndex(
			[
				{ ...item('低压用电报装', 'di ya yong dian bao zhuang'), version: 'sound' },
				{ ...item('dy 报装', 'd y _ bao zhuang'), version: 'written' }
			],
			null
		);
		expect(search(sounding, 'dy', 9).hits.map((hit) => hit.item.version)).toEqual(['written', 'sound']);
	});

	test('tells which signs were met', () => {
		const [first] = found('zuidi 确认');
		expect(first).toMatchObject({
			name: [
				[0, 2],
				[8, 10]
			],
			alias: null,
			unitName: []
		});
		expect(found('chidib')[0]).toMatchObject({
			name: [],
			alias: { text: '吃低保', ranges: [[0, 3]] }
		});
	});

	test('meets a sign by either of its readings', () => {
		const either = buildIndex([item('岩温', 'ai|yan wen')], null);
		expect(['aiw', 'yanwen', 'yw'].map((query) => search(either, query, 9).count)).toEqual([1, 1, 1]);
		expect(search(either, 'an', 9).count).toBe(0);
	});

	test('keeps to what a list keeps to, and lists them all for an empty query', () => {
		expect(found(' ')).toHaveLength(items.length);
		expect(found('', { target: '法人' })).toHaveLength(26);
		expect(found('', { theme: '婚姻' }).map(({ item }) => item.implementation.code)).toEqual([
			'MZ-012',
			'MZ-013',
			'MZ-014',
			'GA-003'
		]);
		const inTheVillage = found('补贴', { level: '村', unitName: '残疾人联合会' });
		expect(inTheVillage.length).toBeGreaterThan(0);
		for (const { item } of inTheVillage) {
			expect(item.implementation).toMatchObject({ unitName: '残疾人联合会' });
			expect(item.implementation.acceptLevels).toContain('村');
		}
	});

	test('tells how many there are, and gives only as many as were asked for', () => {
		const { count, hits } = search(index, '补贴', 3);
		expect(count).toBeGreaterThan(3);
		expect(hits.map(({ item }) => item)).toEqual(
			found('补贴')
				.slice(0, 3)
				.map(({ item }) => item)
		);
	});
});

describe('search for what is nearly spelled so', () => {
	test.each([
		['diabo', 'two letters swapped'],
		['dibbao', 'one too many'],
		['dbao', 'one missing'],
		['dobao', 'another letter'],
		['dibo', 'a vowel missing']
	])('forgives %s for 低保: %s', (query) => {
		expect(found(query)[0]).toMatchObject({ alias: { text: '低保' } });
	});

	test.each<[query: string, name: string | undefined, why: string]>([
		['shengfenzheng', '居民身份证换领、补领', 'sheng for shen'],
		['caji zen', '残疾人证新办', 'no difference between zh and z'],
		['laolianren', '老年人优待证申领', 'l for n'],
		['jiefun', undefined, 'f for h is no habit of Yunnan, and one letter off: behind']
	])('hears %s as it is said: %s', (query, name) => {
		if (name !== undefined) expect(names(query)).toContain(name);
		else expect(found(query).every(({ near }) => near)).toBe(true);
	});

	test('puts it behind what is spelled so, and leaves it out where enough is', () => {
		const near = found('dibao').map((hit) => hit.near);
		expect(near.slice(0, 2)).toEqual([false, false]);
		expect([...near].sort()).toEqual(near);
		expect(found('canji').some((hit) => hit.near)).toBe(false);
	});

	test('forgives nothing in short words, in 首字母, in 汉字, or two letters at once', () => {
		for (const query of ['bip', 'zdsx', '低宝', 'dubeo', 'xyzxyz'])
			expect(found(query).filter(({ near }) => near)).toEqual([]);
	});
});

describe('search over 2,000 items', () => {
	const many = buildIndex(
		Array.from({ length: 2000 }, (_, i) => items[i % items.length]!),
		characters
	);

	test('reads the readings of few signs: what cannot begin so is passed over by its first two letters', () => {
		let read = 0;
		const readings = many.index.readings.map((ways) =>
			ways.length === 0
				? ways
				: new Proxy(ways, { get: (of, key) => (read++, Reflect.get(of, key)) as unknown })
		);
		const counted = { ...many, index: { ...many.index, readings } };
		const readFor = (query: string) => {
			read = 0;
			search(counted, query, 50);
			return read;
		};
		expect(readFor('最低生活保障')).toBe(0);
		expect(readFor('zuidishenghuo')).toBeLessThan(readings.length / 5);
		expect(readFor('xqzjv')).toBeLessThan(readings.length / 5);
	});

	test('answers within a key stroke', () => {
		const typed = [
			'd',
			'di',
			'dib',
			'dibao',
			'diabo',
			'z',
			'zd',
			'zuidishh',
			'低保',
			'民政 老人',
			's s',
			'身份证'
		];
		const times = [...typed, ...typed, ...typed, ...typed].map((query) => {
			const start = performance.now();
			search(many, query, 50);
			return performance.now() - start;
		});
		times.sort((a, b) => a - b);
		expect(times[Math.floor(times.length / 2)]).toBeLessThan(16);
	});
});

function item(name: string, reading: string) {
	return {
		version: '',
		basic: { ...basicRow, name },
		implementation: { ...implementationRow, aliases: [], readings: [reading] }
	};
}
