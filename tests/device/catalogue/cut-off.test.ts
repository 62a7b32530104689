import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openCatalogue, type CataloguePlace } from '../../../src/lib/device/catalogue/open-catalogue.ts';
import { contentOf } from '../../support/catalogue-content.ts';
import { admin, catalogueCounty, type CatalogueCounty } from '../../support/catalogue-county.ts';
import { virtualTime } from '../../support/virtual-time.ts';

let county: CatalogueCounty;
let place: CataloguePlace;
let time: ReturnType<typeof virtualTime>;

beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	Dexie.dependencies.indexedDB = globalThis.indexedDB;
	county = await catalogueCounty();
	time = virtualTime(0);
	place = {
		origin: county.origin,
		fetch: (...request) => fetch(...request),
		adminKeys: async () => new Set([admin.key]),
		locks: { hold: (_name, work) => work() },
		reach: { isCut: () => false, watch: () => () => {} },
		timers: time,
		report: () => {}
	};
});
afterEach(async () => {
	vi.unstubAllGlobals();
	await county.close();
});

test('C7 a device that knows it has no network opens no room, and opens it when there is one', async () => {
	await county.publish(contentOf(5));
	await county.door.refresh();
	let isCut = true;
	let changes = () => {};
	const opened = vi.fn();
	const { WebSocket } = globalThis;
	vi.stubGlobal(
		'WebSocket',
		class extends WebSocket {
			constructor(url: string) {
				super(url);
				opened();
			}
		}
	);
	let follows = () => {};
	const following = new Promise<void>((resolve) => (follows = resolve));
	const watch = (take: () => void) => {
		changes = take;
		follows();
		return () => {};
	};
	const device = openCatalogue({ ...place, reach: { isCut: () => isCut, watch } });
	device.follow();
	await following;
	changes();
	expect(opened).not.toHaveBeenCalled();
	isCut = false;
	changes();
	expect(opened).toHaveBeenCalledTimes(1);
	await device.close();
});

test('C7 a device that gets no answer asks after longer and longer pauses, five minutes at most', async () => {
	let asked = 0;
	const device = openCatalogue({
		...place,
		fetch: () => {
			asked++;
			return Promise.reject(new TypeError('no network'));
		}
	});
	device.follow();
	const pauses: number[] = [];
	for (let i = 1; i <= 7; i++) {
		while (asked < i || time.next() === null) await new Promise((resolve) => setImmediate(resolve));
		const pause = (time.next() ?? 0) - time.now();
		pauses.push(pause / 1000);
		time.advance(pause);
	}
	expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300]);
	await device.close();
});
