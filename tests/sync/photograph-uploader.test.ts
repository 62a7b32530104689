import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tabs } from '../../src/lib/platform/seams.ts';
import {
	NO_UPLOADS,
	uploadPhotographs,
	type UnsentPhotographs,
	type Uploads
} from '../../src/lib/sync/photograph-uploader.ts';
import { oneAtATime } from '../support/locks.ts';
import { virtualTime } from '../support/virtual-time.ts';
import { alone, countyOfPhotographs, lineByHand, until, type Fate } from './county-of-photographs.ts';

const KIB = 1024;
const MINUTE = 60_000;

/** As it lies on a device: bytes that differ for each `seed`, under their name. */
function photograph(seed: number, length = 300_000): { hash: string; bytes: Uint8Array<ArrayBuffer> } {
	const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + seed) % 256);
	return { hash: createHash('sha256').update(bytes).digest('base64url'), bytes };
}

/** A device's photographs, as its disk has them over every start of its app. */
function disk(...photographs: { hash: string; bytes: Uint8Array<ArrayBuffer> }[]) {
	const kept = new Map(photographs.map(({ hash, bytes }) => [hash, bytes]));
	const sent: string[] = [];
	const wakes = new Set<() => void>();
	const store: UnsentPhotographs = {
		unsentPhotographs: async () => [...kept.keys()].filter((hash) => !sent.includes(hash)),
		ciphertext: async (hash) => kept.get(hash) ?? null,
		markPhotographSent: async (hash) => void sent.push(hash),
		onPhotograph(wake) {
			wakes.add(wake);
			return () => wakes.delete(wake);
		}
	};
	return {
		store,
		sent,
		keep({ hash, bytes }: { hash: string; bytes: Uint8Array<ArrayBuffer> }) {
			kept.set(hash, bytes);
			for (const wake of wakes) wake();
		}
	};
}

async function world() {
	const time = virtualTime();
	const county = await countyOfPhotographs(time);
	const line = lineByHand();
	/** Opens the app on a device. */
	function open(
		{ store }: ReturnType<typeof disk>,
		{ device = 'tablet-1', locks = oneAtATime(), tabs = alone } = {}
	) {
		const app = { uploads: NO_UPLOADS, told: [] as Uploads[], stop: () => {} };
		const door = county.doorOf(device);
		app.stop = uploadPhotographs({
			...{ store, door, line, locks, tabs, clock: time, timers: time },
			report(uploads) {
				app.uploads = uploads;
				app.told.push(uploads);
			}
		});
		return app;
	}
	return { time, county, line, open };
}

test('P76 a photograph goes in parts that grow while the line is quick, and shrink when it is slow', async () => {
	const { county, line, open } = await world();
	const one = photograph(1, 1_000_000);
	const { sent, ...tablet } = disk(one);
	open({ sent, ...tablet });
	line.become('on');
	await until(() => sent.length === 1);
	expect(county.parts.slice(0, 4)).toEqual([64, 128, 256, 512].map((size) => size * KIB));
	expect(county.wire.get(one.hash)).toBe(1_000_000);

	county.slowness = 9000;
	county.parts.length = 0;
	tablet.keep(photograph(2, 3_000_000));
	await until(() => sent.length === 2);
	const [first = 0, second = 0, ...others] = county.parts;
	expect(second).toBe(first / 2);
	expect(Math.min(...others.slice(0, -1))).toBe(16 * KIB);
});

for (const fate of ['lost', 'unheard', 'silent'] as const) {
	test(`P76 cut at any part, the part ${fate}, it goes on where the county's disk stands`, async () => {
		// 64, 128 and the rest of 300 kB: at the beginning, at each boundary between, and in the last one.
		for (const cutAt of [1, 2, 3]) {
			const { time, county, line, open } = await world();
			const one = photograph(cutAt);
			const tablet = disk(one);
			county.fate = (part): Fate => (part === cutAt ? fate : 'answered');
			open(tablet);
			line.become('on');
			await until(() => county.parts.length === cutAt);
			// The whole part is lost at once, or the line is dead and nobody says so.
			if (fate === 'silent') time.advance(MINUTE);
			await until(() => time.next() !== null);
			await until(() => {
				time.advance(5000);
				return tablet.sent.length === 1;
			});
			expect(tablet.sent).toEqual([one.hash]);
			expect(await county.read(one.hash)).toEqual(one.bytes);
			const again = fate === 'unheard' ? 0 : (county.parts[cutAt - 1] ?? 0);
			expect(county.wire.get(one.hash)).toBe(one.bytes.length + again);
		}
	});
}

test('P76 when the line goes off in mid-part the part ends at once, and when it is back the rest goes', async () => {
	const { county, line, open } = await world();
	const one = photograph(1);
	const tablet = disk(one);
	county.fate = (part) => (part === 2 ? 'silent' : 'answered');
	const app = open(tablet);
	line.become('on');
	await until(() => county.parts.length === 2);
	expect(app.uploads.sending).toEqual({ hash: one.hash, there: 64 * KIB, of: 300_000 });
	line.become('off');
	await until(() => app.uploads.sending === null);
	expect(app.uploads.faults).toEqual({});
	line.become('on');
	await until(() => tablet.sent.length === 1);
	expect(county.wire.get(one.hash)).toBe(300_000 + 128 * KIB);
});

test('P76 killed and started anew on either side, at any part, it goes on where the disk of the county stands', async () => {
	for (const killed of ['device', 'county'] as const) {
		for (const at of [1, 2, 3]) {
			const { county, line, open } = await world();
			const one = photograph(at);
			const tablet = disk(one);
			county.fate = (part) => (part === at ? 'silent' : 'answered');
			const before = open(tablet);
			line.become('on');
			await until(() => county.parts.length === at);
			line.become('off');
			if (killed === 'county') await county.start();
			else {
				before.stop();
				open(tablet);
			}
			const stood = await county.arrived(one.hash);
			expect(stood).toBe([0, 64 * KIB, 192 * KIB][at - 1]);
			line.become('on');
			await until(() => tablet.sent.length === 1);
			expect(await county.read(one.hash)).toEqual(one.bytes);
			expect(county.wire.get(one.hash)).toBe(300_000 + (county.parts[at - 1] ?? 0));
		}
	}
});

test('P72 P76 one that comes as another three times is not sent for ever, holds up no other, and is told', async () => {
	const { time, county, line, open } = await world();
	const [wrong, right] = [photograph(1, 50_000), photograph(2, 60_000)];
	const tablet = disk(wrong, right);
	county.spoil = (bytes) => (bytes.length === 50_000 ? bytes.map((byte) => byte ^ 1) : bytes);
	const app = open(tablet);
	line.become('on');
	await until(() => tablet.sent.includes(right.hash));
	await until(() => app.uploads.faults[wrong.hash] === 'wrong-hash');
	expect(county.wire.get(wrong.hash)).toBe(150_000);
	expect(time.next()).toBeNull();
	line.become('off');
	line.become('on');
	tablet.keep(photograph(3));
	await until(() => tablet.sent.length === 2);
	expect(county.wire.get(wrong.hash)).toBe(150_000);
	// What has spoiled it is mended, and the app opened anew.
	app.stop();
	county.spoil = (bytes) => bytes;
	open(tablet);
	await until(() => tablet.sent.includes(wrong.hash));
});

test('P72 one that came as another once is sent anew at once', async () => {
	const { county, line, open } = await world();
	const one = photograph(1, 50_000);
	const tablet = disk(one);
	county.spoil = (bytes) => (county.parts.length === 1 ? bytes.map(() => 0) : bytes);
	const app = open(tablet);
	line.become('on');
	await until(() => tablet.sent.length === 1);
	expect(app.uploads.faults).toEqual({});
	expect(await county.read(one.hash)).toEqual(one.bytes);
});

test('P76 what the own disk has spoiled is told and not sent', async () => {
	const { county, line, open } = await world();
	const { hash } = photograph(1);
	const app = open(disk({ hash, bytes: photograph(2).bytes }));
	line.become('on');
	await until(() => app.uploads.faults[hash] === 'spoiled');
	expect([county.begun, county.parts.length]).toEqual([0, 0]);
});

test('P76 what the county does not take now is tried again after a pause that grows', async () => {
	const { time, county, line, open } = await world();
	const tablet = disk(photograph(1, 10 * 1024));
	let isFull = true;
	const door = county.doorOf('tablet-1');
	county.doorOf = () => ({
		...door,
		beginUpload: (...asked) =>
			isFull ? Promise.resolve({ ok: false, code: 'faulty' }) : door.beginUpload(...asked)
	});
	const app = open(tablet);
	line.become('on');
	const pauses: number[] = [];
	for (let i = 0; i < 8; i++) {
		await until(() => time.next() !== null);
		pauses.push((time.next() ?? 0) - time.now());
		expect(Object.values(app.uploads.faults)).toEqual(['faulty']);
		isFull = i < 7;
		time.advance((time.next() ?? 0) - time.now());
		await until(() => time.next() !== null || !isFull);
	}
	expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((seconds) => seconds * 1000));
	await until(() => tablet.sent.length === 1);
	expect(app.uploads.faults).toEqual({});
});

test('P73 of a photograph that the county has not one byte is sent', async () => {
	const { county, line, open } = await world();
	const one = photograph(1);
	const tablets = [disk(one), disk(one)] as const;
	open(tablets[0]);
	line.become('on');
	await until(() => tablets[0].sent.length === 1);
	open(tablets[1], { device: 'tablet-2' });
	await until(() => tablets[1].sent.length === 1);
	expect(county.wire.get(one.hash)).toBe(300_000);
});

test('P73 of two devices that have the same photograph at the same time one sends it', async () => {
	const { time, county, line, open } = await world();
	const one = photograph(1, 2_000_000);
	const tablets = [disk(one), disk(one)] as const;
	const apps = [open(tablets[0]), open(tablets[1], { device: 'tablet-2' })];
	line.become('on');
	await until(() => tablets.some(({ sent }) => sent.length === 1));
	await until(() => {
		time.advance(5000);
		return tablets.every(({ sent }) => sent.length === 1);
	});
	expect(county.wire.get(one.hash)).toBe(2_000_000);
	expect(apps.map(({ uploads }) => uploads)).toEqual([NO_UPLOADS, NO_UPLOADS]);
});

test('P76 of two tabs one sends each photograph, and the other hears how far it is; when it closes the other goes on', async () => {
	const { county, line, open } = await world();
	const [one, other] = [photograph(1), photograph(2)];
	const tablet = disk(one, other);
	const takers = new Map<string, (word: Uploads) => void>();
	const tab = (name: string): Tabs<Uploads> => ({
		tell: (word) => takers.forEach((take, of) => void (of !== name && take(structuredClone(word)))),
		listen(take) {
			takers.set(name, take);
			return () => takers.delete(name);
		}
	});
	const locks = oneAtATime();
	const first = open(tablet, { locks, tabs: tab('first') });
	const second = open(tablet, { locks, tabs: tab('second') });
	county.fate = (part) => (part === 2 ? 'silent' : 'answered');
	line.become('on');
	await until(() => county.parts.length === 2);
	expect(second.uploads.sending).toEqual({ hash: one.hash, there: 64 * KIB, of: 300_000 });
	expect(second.uploads).toEqual(first.uploads);
	expect(county.begun).toBe(1);
	first.stop();
	await until(() => tablet.sent.length === 2);
	expect(county.wire.get(other.hash)).toBe(300_000);
	expect(county.wire.get(one.hash)).toBe(300_000 + 128 * KIB);
});

test('P76 one that is kept while others are on their way goes with them', async () => {
	const { line, open } = await world();
	const tablet = disk(photograph(1));
	open(tablet);
	line.become('on');
	await until(() => tablet.sent.length === 1);
	for (let seed = 2; seed < 10; seed++) {
		tablet.keep(photograph(seed, 1000));
		tablet.keep(photograph(seed + 100, 1000));
	}
	await until(() => tablet.sent.length === 17);
});
