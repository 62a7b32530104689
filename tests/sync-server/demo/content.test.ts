import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { directoryActions } from '../../../src/lib/documents/directory/actions.ts';
import { checkContent } from '../../../src/lib/domain/catalogue-checks.ts';
import bundles from '../../../sync-server/demo/bundles.json' with { type: 'json' };
import catalog from '../../../sync-server/demo/catalog.json' with { type: 'json' };
import { demoContent } from '../../../sync-server/demo/content.ts';
import { readingOf } from '../../../sync-server/demo/readings.ts';
import { demoUnits } from '../../../sync-server/demo/units.ts';

const content = demoContent();
const units = demoUnits();
const item = (code: string) => content.implementations.find((each) => each.code === code);

describe("the demo county's catalogue", () => {
	test('has every item and bundle of the data and nothing that keeps it from being published', () => {
		expect(content.implementations).toHaveLength(catalog.meta.count);
		expect(content.bundles).toHaveLength(bundles.meta.count);
		expect(checkContent(content).filter(({ severity }) => severity === 'error')).toEqual([]);
	});

	test('keeps what is not known as null', () => {
		expect(item('MZ-012')?.legal).toBeNull();
		expect(item('CL-005')?.result.validity).toBeNull();
		expect(content.implementations.filter(({ fee }) => fee.charged === null)).toHaveLength(7);
	});

	test('keeps each limit in its own unit', () => {
		expect(item('MZ-001')).toMatchObject({
			legal: { value: 30, unit: '工作日' },
			promised: { value: null, unit: null },
			publicNotice: { value: 7, unit: '天' }
		});
		expect(item('MZ-012')?.promised).toMatchObject({ value: 0, unit: '当场' });
	});

	test('names a unit of the directory only where the county itself decides', () => {
		for (const { unit, decideLevel } of content.implementations) {
			if (decideLevel === '县') expect(units.map(({ id }) => id)).toContain(unit);
			else expect(unit).toBeNull();
		}
	});

	test('has a theme for every item', () => {
		expect(content.implementations.filter(({ themes }) => themes.length === 0)).toEqual([]);
	});

	test('is the same each time it is made', () => {
		expect(demoContent()).toEqual(content);
	});
});

describe('a reading', () => {
	test.each([
		['重度残疾人护理补贴', 'zhong du can ji ren hu li bu tie'],
		['重复参保', 'chong fu can bao'],
		['异地长期居住', 'yi di chang qi ju zhu'],
		['还款', 'huan kuan'],
		['收养子女', 'shou yang zi nv'],
		['岩温', 'ai|yan wen'],
		['60岁（A 型）', '6 0 sui （ a _ xing ）']
	])('of %s is %s', (text, reading) => {
		expect(readingOf(text)).toBe(reading);
	});
});

describe("the demo county's units", () => {
	test('are what the directory takes', () => {
		for (const unit of units) expect(v.is(directoryActions.putUnit, { type: 'putUnit', unit })).toBe(true);
	});

	test('are one county, its departments, 11 townships and 104 villages, each after its parent', () => {
		const levels = Object.groupBy(units, ({ level }) => level);
		expect(Object.entries(levels).map(([level, of]) => [level, of.length])).toEqual([
			['county', 1],
			['department', 20],
			['township', 11],
			['village', 104]
		]);
		const ids = units.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const [place, { parent }] of units.entries()) {
			if (place > 0) expect(ids.slice(0, place)).toContain(parent);
		}
	});

	test('call a village by its station', () => {
		expect(units.find(({ id }) => id === '532822103202')).toEqual({
			id: '532822103202',
			level: 'village',
			name: '曼国村便民服务站',
			short: '曼国村',
			parent: '532822103',
			phone: null,
			address: null
		});
	});
});
