import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import { systemClock, systemTimers } from '../../src/lib/platform/real.ts';
import type { Photograph } from '../../src/lib/documents/case/actions.ts';
import { uploadPhotographs } from '../../src/lib/sync/photograph-uploader.ts';
import { oneAtATime } from '../support/locks.ts';
import { virtualTime } from '../support/virtual-time.ts';
import { alone, countyOfPhotographs, lineByHand, until } from '../sync/county-of-photographs.ts';
import { openAtVillage } from './case-work.ts';
import { enrolledStation, stationSetting } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE } from './hand-made-county.ts';

const picture = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

afterEach(() => vi.restoreAllMocks());

async function keepOn(station: OpenStation) {
	const kept = await station.keepPhotograph(picture, 'image/jpeg');
	if (!kept.ok) throw new Error(kept.code);
	return kept.photograph;
}

test('a photograph lies on disk and at the county as ciphertext only, and opens where its key is', async () => {
	const county = await handMadeCounty();
	const station = await openStation(stationSetting(county));
	const kept = await keepOn(station);
	expect(kept).toMatchObject({ size: 5000, mediaType: 'image/jpeg' });
	expect((await station.onTheRoad()).photographs).toBe(1);

	const ofPhotographs = await countyOfPhotographs(virtualTime());
	const line = lineByHand();
	const stop = uploadPhotographs({
		...{ store: station, line, door: ofPhotographs.doorOf('tablet-1'), tabs: alone, locks: oneAtATime() },
		...{ clock: systemClock, timers: systemTimers, report: () => {} }
	});
	expect(await ofPhotographs.has(kept.hash)).toBe(false);
	line.become('on');
	await until(async () => (await station.onTheRoad()).photographs === 0);
	stop();
	const atCounty = new Map([[kept.hash, await ofPhotographs.read(kept.hash)]]);
	const ciphertext = atCounty.get(kept.hash);
	expect(ciphertext?.length).toBe(5000 + 12 + 16);
	expect(ciphertext?.join()).not.toContain(picture.slice(0, 20).join());

	const fetched: string[] = [];
	const reader = await openStation({
		...stationSetting(county),
		fetchPhotograph: async (hash) => {
			fetched.push(hash);
			return atCounty.get(hash) ?? null;
		}
	});
	expect(await reader.photograph(kept)).toEqual(picture);
	expect(await reader.photograph(kept)).toEqual(picture);
	expect(fetched).toEqual([kept.hash]);
	expect(await reader.photograph({ ...kept, key: 'A'.repeat(43) })).toBeNull();
	// Another ciphertext under its name is not taken.
	atCounty.set('B'.repeat(43), Uint8Array.from(ciphertext ?? []));
	expect(await reader.photograph({ ...kept, hash: 'B'.repeat(43) })).toBeNull();
});

test('a photograph that the disk has no room for is not said to be kept; one of the county is shown all the same', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const station = await openStation(setting);
	const kept = await keepOn(station);
	const ciphertext = await station.ciphertext(kept.hash);
	const reader = await openStation({ ...stationSetting(county), fetchPhotograph: async () => ciphertext });
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	expect(await station.keepPhotograph(picture, 'image/jpeg')).toEqual({ ok: false, code: 'disk-full' });
	expect(await station.unsentPhotographs()).toEqual([kept.hash]);
	expect(await reader.photograph(kept)).toEqual(picture);
});

test('photographs go while changes wait, and changes while a photograph does', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await keepOn(station);
	await openAtVillage(station, 'case/one');
	const waiting = await station.outbox(20);
	expect(waiting).not.toEqual([]);
	const ofPhotographs = await countyOfPhotographs(virtualTime());
	const line = lineByHand();
	const stop = uploadPhotographs({
		...{ store: station, line, door: ofPhotographs.doorOf('tablet-1'), tabs: alone, locks: oneAtATime() },
		...{ clock: systemClock, timers: systemTimers, report: () => {} }
	});
	line.become('on');
	await until(async () => (await station.unsentPhotographs()).length === 0);
	expect(await station.outbox(20)).toEqual(waiting);

	ofPhotographs.fate = () => 'silent';
	const other = await keepOn(station);
	await until(() => ofPhotographs.parts.length === 2);
	await station.takeReceipts(await county.place(...waiting));
	expect(await station.outbox(20)).toEqual([]);
	expect(await station.unsentPhotographs()).toEqual([other.hash]);
	stop();
});

test('after the county was restored every photograph goes there again', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const { hash } = await keepOn(station);
	await station.markPhotographSent(hash);
	await station.beginEpoch(2, 0);
	expect(await station.unsentPhotographs()).toEqual([hash]);
});

test('only photographs of cases that are over are cleared away, and none that an unfinished case has too', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const [over, shared, loose] = [await keepOn(station), await keepOn(station), await keepOn(station)];
	for (const { hash } of [over, shared, loose]) await station.markPhotographSent(hash);
	const attach = (doc: string, kept: Photograph[]) =>
		station.authorCase(doc, () => [
			{
				type: 'attach',
				paper: 'm1',
				name: '户口簿',
				way: 'original',
				copies: 0,
				photographs: kept,
				instead: ''
			}
		]);
	await openAtVillage(station, 'case/over');
	await attach('case/over', [over, shared]);
	await openAtVillage(station, 'case/open');
	await attach('case/open', [shared]);
	const withdrawn = await station.authorCase('case/over', () => [
		{ type: 'withdraw', reason: '不办了', signature: [] }
	]);
	expect(withdrawn).toMatchObject({ ok: true });
	expect(await station.dropSentPhotographs()).toBe(0);

	await station.takeReceipts(await county.place(...(await station.outbox(20))));
	expect(await station.dropSentPhotographs()).toBe(1);
	expect(await station.ciphertext(over.hash)).toBeNull();
	for (const { hash } of [shared, loose]) expect(await station.ciphertext(hash)).not.toBeNull();
});
