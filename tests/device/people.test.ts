import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { openStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import { Database } from '../../src/lib/device/database.ts';
import { vaultOf } from '../support/held-keys.ts';
import { openAtVillage, write } from './case-work.ts';
import { enrolledStation, PASSWORD, stationSetting } from './enrolled-station.ts';
import { rawRows } from './raw-rows.ts';
import { handMadeCounty, TOWNSHIP, VILLAGE } from './hand-made-county.ts';

const MOTHER = '532822197007070036';
const CHILD = '532822201506060026';
const AUNT = '532822199505050045';

const mother = { 'applicant.name': '玉罕', 'applicant.idType': '身份证', 'applicant.idNumber': MOTHER };
const child = { 'family.1.name': '岩温', 'family.1.relation': '儿子', 'family.1.idNumber': CHILD };

/** A village's device on which the mother stands in two cases, a day apart. */
async function twoCases() {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const station = await enrolledStation(county, VILLAGE, 'ai', setting);
	await openAtVillage(station, 'case/0A');
	const old = { ...mother, 'applicant.phone': '13800000001', 'applicant.address': '曼国村' };
	await write(station, 'case/0A', { ...old, ...child }, 1);
	const first = county.time.now();
	county.time.advance(86_400_000);
	await openAtVillage(station, 'case/0B');
	await write(station, 'case/0B', { ...mother, 'applicant.phone': '13800000002' }, 2);
	return { county, setting, station, first, second: county.time.now() };
}

test('of a person the newest that any case says is known, with the case, the unit and the time', async () => {
	const { station, first, second } = await twoCases();
	const key = await station.personKey({ idType: '身份证', idNumber: MOTHER });
	const known = await station.person(key);
	const rows = await station.caseRows();
	const number = (doc: string) => rows.find((row) => row.doc === doc)?.face.number;
	expect(known).toMatchObject({
		name: '玉罕',
		identity: { idType: '身份证', idNumber: MOTHER },
		known: {
			phone: { value: '13800000002', source: { doc: 'case/0B', unit: VILLAGE, at: second } },
			address: { value: '曼国村', source: { doc: 'case/0A', number: number('case/0A'), at: first } }
		},
		cases: [
			{ doc: 'case/0B', as: 'applicant' },
			{ doc: 'case/0A', as: 'applicant' }
		]
	});
	expect(Object.keys(known?.known ?? {}).sort()).toEqual(['address', 'name', 'phone']);
});

test('what a later case leaves empty is still known from the earlier one', async () => {
	const { station } = await twoCases();
	await write(station, 'case/0B', { 'applicant.phone': '' }, 3);
	const [person] = await station.people();
	expect(person?.known['phone']).toMatchObject({ value: '13800000001', source: { doc: 'case/0A' } });
});

test('who stood in one case are kin to each other, by the word that the form has', async () => {
	const { station } = await twoCases();
	const [parent, son] = await station.people();
	expect(parent?.kin).toMatchObject([
		{ key: son?.key, name: '岩温', relation: '儿子', describes: 'kin', source: { doc: 'case/0A' } }
	]);
	expect(son?.kin).toMatchObject([{ key: parent?.key, name: '玉罕', relation: '儿子', describes: 'person' }]);
	expect(son?.cases).toMatchObject([{ doc: 'case/0A', as: 'family' }]);
});

test('a proxy is known too, and is kin of the applicant', async () => {
	const { station } = await twoCases();
	await station.authorCase('case/0C', () => [
		{
			type: 'open',
			number: '12345678',
			item: { code: 'x', version: 'v'.repeat(43) },
			unit: VILLAGE,
			by: 'proxy'
		}
	]);
	const aunt = { 'proxy.name': '玉香', 'proxy.relation': '姐姐', 'proxy.idNumber': AUNT, 'proxy.phone': '1' };
	await write(station, 'case/0C', { ...mother, ...aunt }, 4);
	const key = await station.personKey({ idType: '身份证', idNumber: AUNT });
	expect(await station.person(key)).toMatchObject({
		known: { phone: { value: '1' } },
		cases: [{ as: 'proxy' }],
		kin: [{ name: '玉罕', relation: '姐姐', describes: 'person' }]
	});
});

test('nobody is made of a name alone, or of a number with a slip', async () => {
	const { station } = await twoCases();
	await openAtVillage(station, 'case/0D');
	const slip = { ...mother, 'applicant.idNumber': `${MOTHER.slice(0, 17)}0` };
	await write(station, 'case/0D', { ...slip, 'family.1.name': '没有号码' }, 5);
	expect((await station.people()).map(({ name }) => name)).toEqual(['玉罕', '岩温']);
});

test('no identity number or name stands where the disk looks rows up, and keys differ from device to device', async () => {
	const { county, setting, station } = await twoCases();
	const elsewhere = await enrolledStation(county, TOWNSHIP, 'wang');
	const identity = { idType: '身份证', idNumber: MOTHER };
	expect(await elsewhere.personKey(identity)).not.toBe(await station.personKey(identity));
	station.close();
	const { indexedDB, name } = setting;
	const disk = await new Dexie(name, {
		...(indexedDB && { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange })
	}).open();
	const keys = await disk.table('people').toCollection().primaryKeys();
	expect(keys).toHaveLength(3);
	expect(JSON.stringify(keys)).not.toMatch(/5328221|玉罕/);
	disk.close();
});

test('a disk from before there was a vault has its people, and nothing in the clear, once a clerk has signed in on it', async () => {
	const { setting, station } = await twoCases();
	const kept = (await station.people()).map(({ name, known }) => ({ name, known }));
	station.close();
	await asVersionOne(setting);
	const opened = await openStation(setting);
	expect(await opened.people()).toEqual([]);
	expect(opened.takesCases()).toBe(false);
	expect(await opened.makeClerkKey('yu', PASSWORD)).toMatchObject({ ok: true });
	expect((await opened.people()).map(({ name, known }) => ({ name, known }))).toEqual(kept);
	for (const row of await rawRows(setting, 'changes')) {
		expect(Object.keys(row as object).sort()).toEqual(['device', 'doc', 'id', 'sealed', 'seq']);
	}
});

/** The disk as the version without people left it. */
async function asVersionOne(setting: StationSetting): Promise<void> {
	const { name, indexedDB, hold } = setting;
	if (!indexedDB) throw new Error('the browser has none');
	const disk = new Database(name, await vaultOf(setting), () => {}, indexedDB);
	await disk.open();
	const rows = await Promise.all(disk.tables.map(async (table) => [table, await table.toArray()] as const));
	const stores = disk.tables.flatMap(({ name, schema: { primKey, indexes } }) =>
		name === 'people' ? [] : [[name, [primKey, ...indexes].map(({ src }) => src).join()] as const]
	);
	await disk.delete();
	hold.letGo();
	const before = new Dexie(name, { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange });
	before.version(1).stores(Object.fromEntries(stores));
	await before.open();
	for (const [{ name }, all] of rows) if (name !== 'people') await before.table(name).bulkAdd(all);
	await before.table('settings').bulkDelete(['projected', 'vault']);
	before.close();
}
