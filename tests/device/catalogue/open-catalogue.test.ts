import 'fake-indexeddb/auto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalogue, type OpenCatalogue } from '../../../src/lib/device/catalogue/open-catalogue.ts';
import type { FollowEnd } from '../../../src/lib/device/catalogue/follow-catalogue.ts';
import { briefsOf } from '../../../src/lib/domain/catalogue-briefs.ts';
import { tablesOf, writeContent, writeRelease } from '../../../src/lib/documents/catalogue/document.ts';
import { itemsFolder, readReleaseFolder } from '../../../sync-server/catalogue/release-folder.ts';
import { admin, catalogueCounty, stranger, type CatalogueCounty } from '../../support/catalogue-county.ts';
import { bundleOf, contentOf } from '../../support/catalogue-content.ts';
import { virtualTime } from '../../support/virtual-time.ts';

let county: CatalogueCounty;
let device: OpenCatalogue;
let adminKeys: Set<string> | null;
let asked: string[];
let time: ReturnType<typeof virtualTime>;
let reasons: FollowEnd[];
let onReason = () => {};

function start(): OpenCatalogue {
	return openCatalogue({
		origin: county.origin,
		fetch: (input, init) => {
			asked.push((input as string).replace(county.origin, ''));
			return fetch(input, init);
		},
		adminKeys: async () => adminKeys,
		locks: { hold: (_name, work) => work() },
		reach: { isCut: () => false, watch: () => () => {} },
		timers: time,
		report(reason) {
			reasons.push(reason);
			onReason();
		}
	});
}

beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	Dexie.dependencies.indexedDB = globalThis.indexedDB;
	county = await catalogueCounty();
	adminKeys = new Set([admin.key]);
	[asked, reasons] = [[], []];
	time = virtualTime(0);
	device = start();
});
afterEach(async () => {
	await device.close();
	await county.close();
});

/** Resolves when the device shows this release; 0 for none. */
function shows(number: number): Promise<void> {
	return new Promise((resolve) => {
		const stop = device.watch((release) => {
			if ((release?.number ?? 0) !== number) return;
			resolve();
			queueMicrotask(() => stop());
		});
	});
}

function ends(): Promise<FollowEnd | undefined> {
	return new Promise((resolve) => {
		onReason = () => resolve(reasons.at(-1));
	});
}

async function publish(...published: Parameters<CatalogueCounty['publish']>): Promise<void> {
	await county.publish(...published);
	await county.door.refresh();
}

/** Closes the device and opens it again on the same disk. */
async function restart(): Promise<void> {
	await device.close();
	asked = [];
	device = start();
}

function snapshotsAsked(): number {
	return asked.filter((path) => path.startsWith('/catalogue/snapshot/')).length;
}

test('C7 a new device shows the snapshot, and gets the next release by delta alone', async () => {
	await publish(contentOf(40));
	expect([await device.release(), await device.items()]).toEqual([null, []]);
	device.follow();
	await shows(1);
	expect(await device.items()).toHaveLength(40);
	expect(await device.briefs()).toEqual(briefsOf(await device.items(), await device.bundles()));
	await publish(contentOf(40, ['MZ-1', 'MZ-2', 'MZ-3']));
	await shows(2);
	expect((await device.item('MZ-2'))?.implementation.promised?.value).toBe(6);
	expect(snapshotsAsked()).toBe(1);
	expect(reasons).toEqual([]);
});

test('C10 a device that comes back takes up its kept document: no snapshot, only the delta', async () => {
	await publish(contentOf(40));
	device.follow();
	await shows(1);
	await publish(contentOf(40, ['MZ-1']));
	await shows(2);
	await restart();
	expect((await device.release())?.number).toBe(2);
	await publish(contentOf(40, ['MZ-2']));
	device.follow();
	await shows(3);
	expect(asked).toEqual(['/catalogue/release']);
});

test('C7 without a network it shows what it has', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await device.close();
	county.door.close();
	const { origin } = county;
	county = { ...county, origin: 'http://127.0.0.1:9' };
	device = start();
	device.follow();
	expect((await device.release())?.number).toBe(1);
	expect(await device.items()).toHaveLength(5);
	county = { ...county, origin };
});

test('C7 a changed item in the room is refused, the shown catalogue stays, and the true one is fetched', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await county.publish(contentOf(5, ['MZ-1']));
	await county.tamper(2, (doc) => {
		const { items } = tablesOf(doc);
		const row = items.get('MZ-2');
		if (row) items.set('MZ-2', { ...row, fee: { charged: true, note: '50元' } });
	});
	const ended = ends();
	await county.door.refresh();
	expect(await ended).toBe('tampered-item');
	expect((await device.release())?.number).toBe(1);
	expect((await device.item('MZ-2'))?.implementation.fee.charged).toBe(false);
	time.advance(60_000);
	await shows(2);
	expect((await device.item('MZ-2'))?.implementation.fee.charged).toBe(false);
});

test.each([
	['an item missing from the room', 'missing-item', 'items'],
	['a code struck off the list', 'wrong-signature', 'current']
] as const)('C7 %s is refused', async (_what, fault, table) => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await county.publish(contentOf(5, ['MZ-1']));
	await county.tamper(2, (doc) => tablesOf(doc)[table].delete('MZ-3'));
	const ended = ends();
	await county.door.refresh();
	expect(await ended).toBe(fault);
	expect((await device.release())?.number).toBe(1);
	expect(await device.items()).toHaveLength(5);
});

test('C9 a release that a stranger signed is refused by a device that has the directory', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	const ended = ends();
	await publish(contentOf(6), { signer: stranger });
	expect(await ended).toBe('unknown-signer');
	expect((await device.release())?.number).toBe(1);
});

test("C9 a visitor's device takes it, and drops it when the directory knows no such admin", async () => {
	adminKeys = null;
	await publish(contentOf(5), { signer: stranger });
	device.follow();
	await shows(1);
	await restart();
	adminKeys = new Set([admin.key]);
	const ended = ends();
	device.follow();
	expect(await ended).toBe('unknown-signer');
	expect([await device.release(), await device.items()]).toEqual([null, []]);
});

test('C1 a signature that was tampered with is refused also by a visitor', async () => {
	adminKeys = null;
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await county.publish(contentOf(5, ['MZ-1']));
	const { signed } = await readReleaseFolder(county.dataDir, 2);
	await county.tamper(2, (doc) => writeRelease(doc, { ...signed, key: stranger.key }));
	const ended = ends();
	await county.door.refresh();
	expect(await ended).toBe('wrong-signature');
	expect((await device.release())?.number).toBe(1);
});

test('C8 an older release played back, well signed, is refused', async () => {
	await publish(contentOf(5));
	const first = await readReleaseFolder(county.dataDir, 1);
	await publish(contentOf(5, ['MZ-1']));
	device.follow();
	await shows(2);
	await county.publish(contentOf(5, ['MZ-2']));
	await county.tamper(3, (doc) => {
		writeContent(doc, contentOf(5));
		writeRelease(doc, first.signed);
	});
	const ended = ends();
	await county.door.refresh();
	expect(await ended).toBe('older-release');
	expect((await device.item('MZ-1'))?.implementation.promised?.value).toBe(6);
});

test('C10 a restored county begins a new lineage, and devices follow it from its snapshot', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	county.time.advance(1000);
	const ended = ends();
	await publish(contentOf(4), { newLineage: true });
	expect(await ended).toBe('room-gone');
	time.advance(10_000);
	await shows(2);
	expect(await device.items()).toHaveLength(4);
	expect(snapshotsAsked()).toBe(2);
});

test('C10 a kept document that has lost a row, and one ten releases behind, give way to the snapshot', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await device.close();
	const kept = (await indexedDB.databases()).find(({ name }) => name?.startsWith('yizhan-catalogue/'));
	await new Promise<void>((resolve) => {
		indexedDB.open(kept?.name ?? '').onsuccess = (event) => {
			const database = (event.target as IDBOpenDBRequest).result;
			const transaction = database.transaction('updates', 'readwrite');
			transaction.objectStore('updates').clear();
			transaction.oncomplete = () => {
				database.close();
				resolve();
			};
		};
	});
	await restart();
	await publish(contentOf(5, ['MZ-1']));
	device.follow();
	await shows(2);
	expect(snapshotsAsked()).toBe(1);

	await restart();
	for (let number = 1; number <= 10; number++) await county.publish(contentOf(number));
	await county.door.refresh();
	device.follow();
	await shows(12);
	expect(snapshotsAsked()).toBe(1);
});

test('C10 when IndexedDB does not answer for the kept document in five seconds, the snapshot is taken', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	await restart();
	await publish(contentOf(5, ['MZ-1']));
	const open = indexedDB.open.bind(indexedDB);
	const hangs = new Promise<void>((resolve) => {
		indexedDB.open = (name, version) => {
			if (!name.startsWith('yizhan-catalogue/')) return open(name, version);
			indexedDB.open = open;
			resolve();
			return {} as IDBOpenDBRequest;
		};
	});
	device.follow();
	await hangs;
	time.advance(4999);
	expect(snapshotsAsked()).toBe(0);
	time.advance(1);
	await shows(2);
	expect(snapshotsAsked()).toBe(1);
});

test('C11 a version that a case pins stays readable offline after it was replaced', async () => {
	await publish(contentOf(5));
	device.follow();
	await shows(1);
	const pinned = (await device.item('MZ-1'))?.version ?? '';
	await publish(contentOf(5, ['MZ-1']));
	await shows(2);
	asked = [];
	expect((await device.version(pinned))?.implementation.promised).toBeNull();
	expect(asked).toEqual([]);
});

test('C11 bundles are shown with the release, and those that a case pins stay readable offline', async () => {
	await publish({ ...contentOf(5), bundles: [bundleOf(3)] });
	device.follow();
	await shows(1);
	expect((await device.bundles()).map(({ bundle }) => bundle)).toEqual([bundleOf(3)]);
	const pinned = (await device.bundle('YJS-1'))?.version ?? '';
	await publish({ ...contentOf(5), bundles: [bundleOf(4)] });
	await shows(2);
	asked = [];
	expect((await device.bundle('YJS-1'))?.bundle).toEqual(bundleOf(4));
	expect((await device.bundleVersion(pinned))?.bundle).toEqual(bundleOf(3));
	expect(asked).toEqual([]);
});

test('C11 a bundle from before this device is fetched once and kept', async () => {
	await publish({ ...contentOf(5), bundles: [bundleOf(3)] });
	const { bundles } = (await readReleaseFolder(county.dataDir, 1)).record;
	await publish({ ...contentOf(5), bundles: [bundleOf(4)] });
	device.follow();
	await shows(2);
	const pinned = bundles['YJS-1'] ?? '';
	asked = [];
	expect((await device.bundleVersion(pinned))?.bundle).toEqual(bundleOf(3));
	expect((await device.bundleVersion(pinned))?.version).toBe(pinned);
	expect(asked).toEqual([`/catalogue/bundles/${pinned}`]);
});

test('C11 a version from before this device is fetched once, and refused when it is not the one asked for', async () => {
	await publish(contentOf(5));
	const { items } = (await readReleaseFolder(county.dataDir, 1)).record;
	await publish(contentOf(5, ['MZ-1', 'MZ-2']));
	device.follow();
	await shows(2);
	const [pinned = '', forged = ''] = [items['MZ-1'], items['MZ-2']];
	asked = [];
	expect((await device.version(pinned))?.version).toBe(pinned);
	expect((await device.version(pinned))?.version).toBe(pinned);
	expect(asked).toEqual([`/catalogue/items/${pinned}`]);
	await rm(join(itemsFolder(county.dataDir), `${forged}.json`));
	expect(await device.version(forged)).toBeNull();
});
