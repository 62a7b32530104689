import { expect, test } from 'vitest';
import type { BundleRow, Person } from '../../src/lib/device/station.ts';
import { bundleAsItem } from '../../src/lib/domain/bundle-item.ts';
import { buildIndex } from '../../src/lib/domain/catalogue-search.ts';
import { bundleVersion, catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { characters } from '../../src/lib/domain/characters.ts';
import { findEverything } from '../../src/routes/frame/found.ts';
import { loosened } from '../../src/routes/items/filters.ts';
import { demoContent } from '../../sync-server/demo/content.ts';

const MOTHER = '532822197007070036';
const index = buildIndex(catalogueItems(demoContent()), characters);
const bundles = buildIndex(
	demoContent().bundles.map((bundle) => bundleAsItem({ version: bundleVersion(bundle), bundle }, [])),
	characters
);
const people = [
	{ key: 'k1', name: '玉罕', identity: { idType: '身份证', idNumber: MOTHER } },
	{ key: 'k2', name: '李低保', identity: { idType: '护照', idNumber: 'E0036' } }
] as Person[];
const together = [
	{ doc: 'bundle/b1', number: '532822103202-261122-007-0003-K4F', bundle: { code: 'YJS-01', version: '' } }
] as BundleRow[];
const find = (query: string) =>
	findEverything(query, { cases: [], together, people, index, bundles, characters });
const found = (query: string) => find(query).found;

test('a person is found by name, by its sound, by the whole of the number, and by its last four', () => {
	for (const query of ['玉罕', 'yuhan', 'yh', MOTHER, '53282219700707003６']) {
		expect(found(query)[0]).toMatchObject({ kind: 'person', person: { key: 'k1' } });
	}
	expect(found('0036').map(({ href }) => href)).toEqual(['/people/k1', '/people/k2']);
	expect(found('197007')).toEqual([]);
});

test('no address names a person or a number, and a case can be begun with a person or an item', () => {
	expect(found('玉罕')[0]).toMatchObject({ href: '/people/k1', intake: '/intake?person=k1' });
	expect(found('低保')[1]).toMatchObject({
		kind: 'item',
		href: '/items/MZ-001',
		intake: '/intake?item=MZ-001'
	});
});

test('a bundle is found by its name, its sound and as people say it, and its intake begins with it', () => {
	for (const query of ['新生儿出生', 'xinshenger', 'xse']) {
		expect(found(query)[0]).toMatchObject({
			kind: 'bundle',
			href: '/bundles/YJS-01',
			intake: '/intake?bundle=YJS-01'
		});
	}
});

test('一件事 that was taken in is found by any part of its number, as a case is', () => {
	for (const query of ['532822103202-261122-007-0003-K4F', '1122-0003', 'll22-OOO3', '０００３－K4']) {
		expect(found(query)).toMatchObject([{ kind: 'together', href: '/bundles/cases/b1' }]);
	}
	expect(found('1122-0004')).toEqual([]);
});

test('one query finds people and items, and tells how many items there are beyond those shown', () => {
	const { found, items } = find('低保');
	expect(found.map(({ kind }) => kind).slice(0, 2)).toEqual(['person', 'item']);
	expect(find('登记').items).toBeGreaterThan(6);
	expect(items).toBeLessThan(6);
});

test('where a list’s conditions leave nothing, it is told without which of them there is something', () => {
	const ways = loosened(index, '结婚登记', { target: '个人', level: '村' });
	expect(ways.map(({ key }) => key)).toEqual(['level']);
	expect(ways[0]?.count).toBeGreaterThan(0);
	expect(loosened(index, 'qiche chongdian', { level: '村' })).toEqual([]);
});
