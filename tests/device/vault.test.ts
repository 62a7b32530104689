import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { openStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import { Vault } from '../../src/lib/device/vault.ts';
import { heldKeys, vaultOf } from '../support/held-keys.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { note, openAtVillage, write } from './case-work.ts';
import { enrolledStation, PASSWORD, stationSetting } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE } from './hand-made-county.ts';
import { rawRows } from './raw-rows.ts';

const NAME = '岩温香';
const ID_NUMBER = '532822197007070036';

/** A tablet with a case of somebody's on it, a draft and a remark; and what it finds open after a restart. */
async function tablet() {
	const county = await handMadeCounty();
	const hold = heldKeys();
	const setting = { ...stationSetting(county), hold };
	const station = await enrolledStation(county, VILLAGE, 'ai', setting);
	await openAtVillage(station, 'case/0A');
	await write(station, 'case/0A', { 'applicant.name': NAME, 'applicant.idNumber': ID_NUMBER }, 1);
	await note(station, 'case/0A', `${NAME}明天来`);
	await station.keepTalk({ clerk: 'ai', doc: 'case/0A', typed: NAME, read: null });
	return { county, setting, station, hold };
}

const TABLES = ['changes', 'quarantine', 'cases', 'people', 'drafts', 'talks', 'settings', 'keys', 'outbox'];

test('no name and no identity number lies on the disk, in whatever table', async () => {
	const { setting, station } = await tablet();
	const [first] = await station.outbox(1);
	await station.takeRefusals([{ id: first?.id ?? '', code: 'malformed-action' }]);
	station.close();
	for (const table of TABLES) {
		const rows = await rawRows(setting, table);
		// The seeds and the vault's key, as bytes and as text.
		const text = rows.map((row) => everyText(row)).join('\n');
		expect(text).not.toContain(NAME);
		expect(text).not.toContain(ID_NUMBER);
	}
	const held = await setting.hold.recall();
	const keys = JSON.stringify(await rawRows(setting, 'keys'));
	expect(keys).not.toContain(JSON.stringify([...(held?.seed ?? [])]).slice(1, -1));
});

test('what a reload finds open stays open; after a restart nothing can be read until a clerk gives a password', async () => {
	const { setting, station, hold } = await tablet();
	station.close();
	const reloaded = await openStation(setting);
	expect((await reloaded.signedIn())?.clerk).toBe('ai');
	expect((await reloaded.caseView('case/0A'))?.state.notes).toHaveLength(1);
	reloaded.close();

	hold.forget();
	const restarted = await openStation(setting);
	expect(restarted.isLocked()).toBe(true);
	expect(await restarted.signedIn()).toBeNull();
	expect(await restarted.caseRows()).toEqual([]);
	expect(await restarted.caseView('case/0A')).toBeNull();
	expect(await restarted.people()).toEqual([]);
	expect(restarted.takesCases()).toBe(false);
	expect((await restarted.onTheRoad()).cases).toMatchObject([{ doc: 'case/0A', changes: 3 }]);
	expect((await restarted.clerksHere()).map(({ clerk }) => clerk)).toEqual(['ai']);
	expect(await note(restarted, 'case/0A', '不行')).toEqual({ ok: false, code: 'not-signed-in' });

	const seen: number[] = [];
	const stop = restarted.watch(
		async () => (await restarted.caseRows()).length,
		(count) => void seen.push(count)
	);
	expect(await restarted.takeOver('ai', '猜')).toEqual({ ok: false, code: 'wrong-password' });
	expect(await restarted.takeOver('ai', PASSWORD)).toEqual({ ok: true });
	expect(await restarted.caseRows()).toHaveLength(1);
	await expect.poll(() => seen.at(-1)).toBe(1);
	stop();
	expect((await restarted.talkInHand('ai', 'case/0A')).typed).toBe(NAME);
	expect(await note(restarted, 'case/0A', '可以')).toMatchObject({ ok: true });
});

test('whoever signs out locks the device for all', async () => {
	const { station, hold } = await tablet();
	await station.signOut();
	expect(station.isLocked()).toBe(true);
	expect(await station.caseRows()).toEqual([]);
	expect(await hold.recall()).toBeNull();
	expect(await station.takeOver('ai', PASSWORD)).toEqual({ ok: true });
	expect(await station.caseRows()).toHaveLength(1);
});

test('after five wrong passwords each try waits, twice as long every time, over a restart too; the right one forgives', async () => {
	const { county, setting, station, hold } = await tablet();
	await station.signOut();
	const guess = () => station.takeOver('ai', '猜');
	for (let i = 0; i < 5; i++) expect(await guess()).toEqual({ ok: false, code: 'wrong-password' });
	expect(await guess()).toEqual({ ok: false, code: 'held-up' });
	station.close();
	hold.forget();
	const restarted = await openStation(setting);
	expect(await restarted.takeOver('ai', PASSWORD)).toEqual({ ok: false, code: 'held-up' });
	county.time.advance(30_000);
	expect(await restarted.takeOver('ai', '猜')).toEqual({ ok: false, code: 'wrong-password' });
	county.time.advance(59_999);
	expect(await restarted.takeOver('ai', PASSWORD)).toEqual({ ok: false, code: 'held-up' });
	county.time.advance(1);
	expect(await restarted.takeOver('ai', PASSWORD)).toEqual({ ok: true });
	expect(await restarted.takeOver('ai', '猜')).toEqual({ ok: false, code: 'wrong-password' });
	expect(await restarted.takeOver('ai', PASSWORD)).toEqual({ ok: true });
});

test('a row that was put in the place of another, or altered, is not taken for it', async () => {
	const { setting } = await tablet();
	const vault = await vaultOf(setting);
	const sealed = vault.seal('changes/"a"', { line: '一' });
	expect(vault.unseal('changes/"a"', sealed)).toEqual({ line: '一' });
	expect(vault.unseal('changes/"b"', sealed)).toBeNull();
	expect(vault.unseal('quarantine/"a"', sealed)).toBeNull();
	for (const at of [0, 24, sealed.length - 1]) {
		const altered = sealed.slice();
		altered[at] = (altered[at] ?? 0) ^ 1;
		expect(vault.unseal('changes/"a"', altered)).toBeNull();
	}
	const other = new Vault(seededRandom(9));
	other.open(new Uint8Array(32));
	expect(other.unseal('changes/"a"', sealed)).toBeNull();
});

test('a list that the disk spoiled is made anew from the record; a spoiled change shows as one that cannot be read', async () => {
	const { setting, station } = await tablet();
	await openAtVillage(station, 'case/0B');
	station.close();
	await spoil(setting, 'cases', 'case/0A');
	const opened = await openStation(setting);
	await opened.caseRows();
	await expect
		.poll(async () => (await opened.caseRows()).map(({ doc }) => doc).sort())
		.toEqual(['case/0A', 'case/0B']);
	const [first] = await opened.outbox(1);
	opened.close();
	await spoil(setting, 'changes', first?.id ?? '');
	const again = await openStation(setting);
	await again.rebuildProjections();
	expect((await again.caseRows()).map(({ doc, place }) => [doc, place]).sort()).toEqual([
		['case/0A', 'needs-you'],
		['case/0B', 'here']
	]);
});

test('keys that another tab holds of a disk that was cleared since open nothing here', async () => {
	const { hold } = await tablet();
	const county = await handMadeCounty(2);
	const setting = { ...stationSetting(county), hold };
	const other = await enrolledStation(county, VILLAGE, 'ai', { ...setting, hold: heldKeys() });
	await openAtVillage(other, 'case/0A');
	other.close();
	const opened = await openStation(setting);
	expect(opened.isLocked()).toBe(true);
	expect(await opened.caseRows()).toEqual([]);
});

/** All text in a value, bytes read as text in both ways that a browser writes it. */
function everyText(value: unknown): string {
	if (value instanceof Uint8Array) {
		return new TextDecoder().decode(value) + new TextDecoder('utf-16le').decode(value);
	}
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.values(value).map(everyText).join('\n');
}

/** One bit of a sealed row is another. */
async function spoil({ name, indexedDB }: StationSetting, table: string, key: string): Promise<void> {
	if (!indexedDB) throw new Error('the browser has none');
	const disk = new Dexie(name, { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange });
	await disk.open();
	const changed = await disk.table(table).update(key, (row: { sealed: Uint8Array }) => {
		const sealed = row.sealed.slice();
		sealed[30] = (sealed[30] ?? 0) ^ 1;
		row.sealed = sealed;
	});
	disk.close();
	if (changed !== 1) throw new Error(`${table} has no ${key}`);
}
