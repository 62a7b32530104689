import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import type { Photograph } from '../../src/lib/documents/case/actions.ts';
import { uploadPhotographs } from '../../src/lib/sync/photograph-uploader.ts';
import type { LineState } from '../../src/lib/sync/line-state.ts';
import { oneAtATime } from '../support/locks.ts';
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

function lineByHand() {
	let take: (state: LineState) => void = () => {};
	const state = { status: 'off' } as LineState;
	return {
		state: () => state,
		watch(watcher: (state: LineState) => void) {
			take = watcher;
			take(state);
			return () => {};
		},
		become(status: LineState['status']) {
			state.status = status;
			take(state);
		}
	};
}

test('a photograph lies on disk and at the county as ciphertext only, and opens where its key is', async () => {
	const county = await handMadeCounty();
	const atCounty = new Map<string, Uint8Array<ArrayBuffer>>();
	const station = await openStation(stationSetting(county));
	const kept = await keepOn(station);
	expect(kept).toMatchObject({ size: 5000, mediaType: 'image/jpeg' });
	expect((await station.onTheRoad()).photographs).toBe(1);

	const line = lineByHand();
	const door = {
		async putPhotograph(hash: string, ciphertext: Uint8Array<ArrayBuffer>) {
			atCounty.set(hash, ciphertext);
			return { ok: true, value: null } as const;
		}
	};
	uploadPhotographs(station, door, line, oneAtATime());
	expect(atCounty.size).toBe(0);
	line.become('on');
	while ((await station.onTheRoad()).photographs > 0) await new Promise((resolve) => setImmediate(resolve));
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

test('a photograph that the county does not take holds up no other; of two tabs one sends each', async () => {
	const county = await handMadeCounty();
	const station = await openStation(stationSetting(county));
	const kept = [await keepOn(station), await keepOn(station), await keepOn(station)];
	const [refused = '', ...others] = kept.map(({ hash }) => hash).sort();
	const sent: string[] = [];
	const door = {
		async putPhotograph(hash: string) {
			sent.push(hash);
			return hash === refused
				? ({ ok: false, code: 'faulty' } as const)
				: ({ ok: true, value: null } as const);
		}
	};
	const locks = oneAtATime();
	const line = lineByHand();
	const otherTab = lineByHand();
	uploadPhotographs(station, door, line, locks);
	uploadPhotographs(station, door, otherTab, locks);
	line.become('on');
	otherTab.become('on');
	while (sent.length < 4) await new Promise((resolve) => setImmediate(resolve));
	await locks.hold('photographs', async () => {});
	expect(sent).toEqual([refused, ...others, refused]);
	expect(await station.unsentPhotographs()).toEqual([refused]);
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
