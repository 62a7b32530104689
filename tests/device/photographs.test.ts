import { expect, test } from 'vitest';
import { openStation } from '../../src/lib/device/open-station.ts';
import { uploadPhotographs } from '../../src/lib/sync/photograph-uploader.ts';
import type { LineState } from '../../src/lib/sync/line-state.ts';
import { stationSetting } from './enrolled-station.ts';
import { handMadeCounty } from './hand-made-county.ts';

const picture = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

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
	const kept = await station.keepPhotograph(picture, 'image/jpeg');
	expect(kept).toMatchObject({ size: 5000, mediaType: 'image/jpeg' });
	expect((await station.onTheRoad()).photographs).toBe(1);

	const line = lineByHand();
	const door = {
		async putPhotograph(hash: string, ciphertext: Uint8Array<ArrayBuffer>) {
			atCounty.set(hash, ciphertext);
			return { ok: true, value: null } as const;
		}
	};
	uploadPhotographs(station, door, line);
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
