import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { photographFolder } from '../../sync-server/photograph-folder.ts';
import { photographUploads } from '../../sync-server/photograph-uploads.ts';
import { virtualTime, type VirtualTime } from '../support/virtual-time.ts';

const DAY = 86_400_000;
const photograph = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const name = nameOf(photograph);

let dataDir: string;
let time: VirtualTime;
let onLine: Set<string>;

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'yizhan-uploads-'));
	time = virtualTime();
	onLine = new Set(['tablet-1', 'tablet-2']);
});

function nameOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('base64url');
}

/** The county's folder as a process finds it; called again after a crash. */
async function county() {
	const photographs = await photographFolder(dataDir);
	const isOnLine = (device: string) => onLine.has(device);
	return { photographs, uploads: await photographUploads({ dataDir, photographs, clock: time, isOnLine }) };
}

const seen = () => readdirSync(join(dataDir, 'photographs'));
const underWay = () => readdirSync(join(dataDir, 'uploads'));

test('P70 P71 P72 a photograph that comes in parts is there under its name when its last byte is, and not before', async () => {
	const { uploads, photographs } = await county();
	expect(await uploads.arrived(name)).toBeNull();
	expect(await uploads.begin(name, 1000, 'tablet-1')).toMatchObject({
		...{ ok: true, isNew: true },
		arrived: { offset: 0, length: 1000 }
	});
	for (let at = 0; at < 900; at += 100) {
		const part = photograph.subarray(at, at + 100);
		const appended = await uploads.append(name, at, part, 'tablet-1');
		expect(appended).toMatchObject({ ok: true, arrived: { offset: at + 100, length: 1000 } });
		expect(await uploads.arrived(name)).toMatchObject({ offset: at + 100 });
		expect(await photographs.find(name)).toBeNull();
		expect(seen()).toEqual([]);
	}
	const last = await uploads.append(name, 900, photograph.subarray(900), 'tablet-1');
	expect(last).toEqual({ ok: true, arrived: { offset: 1000, length: 1000, until: null } });
	expect(new Uint8Array(readFileSync((await photographs.find(name)) ?? ''))).toEqual(photograph);
	expect(underWay()).toEqual([]);
});

test('P71 after a crash at any byte the county goes on from what its disk has', async () => {
	for (let cut = 0; cut <= 1000; cut += 125) {
		dataDir = mkdtempSync(join(tmpdir(), 'yizhan-uploads-'));
		const before = await county();
		await before.uploads.begin(name, 1000, 'tablet-1');
		// The process died while it wrote: some of the part is on the disk, and nobody was told of it.
		appendFileSync(join(dataDir, 'uploads', underWay()[0] ?? ''), photograph.subarray(0, cut));
		const { uploads, photographs } = await county();
		const begun = await uploads.begin(name, 1000, 'tablet-1');
		expect(begun).toMatchObject({ ok: true, isNew: false, arrived: { offset: cut } });
		if (cut < 1000) await uploads.append(name, cut, photograph.subarray(cut), 'tablet-1');
		expect(await photographs.find(name)).not.toBeNull();
		expect(underWay()).toEqual([]);
	}
});

test('P71 a part from another place than the county stands at is not taken, and one too many neither', async () => {
	const { uploads } = await county();
	await uploads.begin(name, 1000, 'tablet-1');
	await uploads.append(name, 0, photograph.subarray(0, 400), 'tablet-1');
	const part = photograph.subarray(400, 600);
	for (const offset of [0, 399, 401, 600]) {
		expect(await uploads.append(name, offset, part, 'tablet-1')).toEqual({ ok: false, code: 'wrong-offset' });
	}
	const tooMuch = await uploads.append(name, 400, photograph, 'tablet-1');
	expect(tooMuch).toEqual({ ok: false, code: 'too-large' });
	expect(await uploads.append(nameOf(part), 0, part, 'tablet-1')).toEqual({
		...{ ok: false, code: 'unknown-upload' }
	});
	// Sent twice at once, as by two requests of which one was thought lost.
	const twice = await Promise.all([1, 2].map(() => uploads.append(name, 400, part, 'tablet-1')));
	expect(twice.map(({ ok }) => ok)).toEqual([true, false]);
	expect(await uploads.arrived(name)).toMatchObject({ offset: 600 });
});

test('P72 what came as another photograph than its name says is thrown away, and may come anew', async () => {
	const { uploads, photographs } = await county();
	await uploads.begin(name, 1000, 'tablet-1');
	const wrong = await uploads.append(name, 0, new Uint8Array(1000), 'tablet-1');
	expect(wrong).toEqual({ ok: false, code: 'wrong-hash' });
	expect([seen(), underWay()]).toEqual([[], []]);
	expect(await uploads.arrived(name)).toBeNull();
	await uploads.begin(name, 1000, 'tablet-1');
	expect(await uploads.append(name, 0, photograph, 'tablet-1')).toMatchObject({ ok: true });
	expect(await photographs.find(name)).not.toBeNull();
});

test('P72 a whole one whose bytes the machine lost when it stopped is thrown away when it starts', async () => {
	await county();
	writeFileSync(join(dataDir, 'uploads', `${name}.1000.tablet-1`), new Uint8Array(1000));
	const { uploads } = await county();
	expect([seen(), underWay()]).toEqual([[], []]);
	expect(await uploads.arrived(name)).toBeNull();
});

test('P73 of a photograph that is here no byte is taken, whoever offers it and however it came', async () => {
	const { uploads, photographs } = await county();
	await uploads.begin(name, 1000, 'tablet-1');
	await uploads.append(name, 0, photograph.subarray(0, 500), 'tablet-1');
	// By hand, meanwhile.
	await photographs.keep(name, photograph);
	expect(await uploads.append(name, 500, photograph.subarray(500), 'tablet-1')).toEqual({
		...{ ok: false, code: 'wrong-offset' }
	});
	const begun = await uploads.begin(name, 1000, 'tablet-2');
	expect(begun).toEqual({
		...{ ok: true, isNew: false },
		arrived: { offset: 1000, length: 1000, until: null }
	});
	expect([seen(), underWay()]).toEqual([[name], []]);
});

test('P73 while one device sends a photograph another one waits; it goes on where the other was cut off', async () => {
	const { uploads } = await county();
	await uploads.begin(name, 1000, 'tablet-1');
	await uploads.append(name, 0, photograph.subarray(0, 300), 'tablet-1');
	const rest = photograph.subarray(300);
	const waits = { ok: false, code: 'being-sent' };
	expect(await uploads.begin(name, 1000, 'tablet-2')).toEqual(waits);
	expect(await uploads.append(name, 300, rest, 'tablet-2')).toEqual(waits);
	onLine.delete('tablet-1');
	expect(await uploads.begin(name, 1000, 'tablet-2')).toMatchObject({ ok: true, arrived: { offset: 300 } });
	onLine.add('tablet-1');
	expect(await uploads.append(name, 300, rest, 'tablet-1')).toEqual(waits);
	// One that is on the line and sends nothing holds up nobody for ever.
	time.advance(60_000);
	expect(await uploads.begin(name, 1000, 'tablet-1')).toMatchObject({ ok: true, arrived: { offset: 300 } });
	expect(await uploads.append(name, 300, rest, 'tablet-1')).toMatchObject({ ok: true });
	expect(seen()).toEqual([name]);
});

test('P70 where two lengths are told of one photograph, that of the device that is at it counts', async () => {
	const { uploads } = await county();
	await uploads.begin(name, 999, 'tablet-1');
	expect(await uploads.begin(name, 1000, 'tablet-2')).toEqual({ ok: false, code: 'being-sent' });
	expect(await uploads.begin(name, 1000, 'tablet-1')).toMatchObject({ ok: true, isNew: true });
	expect(underWay()).toEqual([`${name}.1000.tablet-1`]);
});

test('P74 a device has sixteen uploads open at most, also after the county was started anew', async () => {
	const others = Array.from({ length: 17 }, (_, i) => nameOf(Uint8Array.of(i)));
	const first = await county();
	for (const other of others.slice(0, 16)) {
		expect(await first.uploads.begin(other, 10, 'tablet-1')).toMatchObject({ ok: true });
	}
	const { uploads } = await county();
	const last = others[16] ?? '';
	expect(await uploads.begin(last, 10, 'tablet-1')).toEqual({ ok: false, code: 'too-many-uploads' });
	expect(await uploads.begin(others[0] ?? '', 10, 'tablet-1')).toMatchObject({ ok: true, isNew: false });
	expect(await uploads.begin(last, 10, 'tablet-2')).toMatchObject({ ok: true });
});

test('P75 what nobody has gone on with for thirty days is thrown away, also by a county that was off meanwhile', async () => {
	const { uploads } = await county();
	await uploads.begin(name, 1000, 'tablet-1');
	time.advance(29 * DAY);
	await uploads.append(name, 0, photograph.subarray(0, 10), 'tablet-1');
	expect(await uploads.arrived(name)).toMatchObject({ until: time.now() + 30 * DAY });
	time.advance(30 * DAY);
	expect(await uploads.dropStale()).toBe(0);
	time.advance(1);
	expect(await uploads.dropStale()).toBe(1);
	expect(underWay()).toEqual([]);

	const begun = await county();
	await begun.uploads.begin(name, 1000, 'tablet-1');
	const long = (time.now() - 31 * DAY) / 1000;
	utimesSync(join(dataDir, 'uploads', underWay()[0] ?? ''), long, long);
	await county();
	expect(underWay()).toEqual([]);
});

test('P75 what is no upload in its folder is swept out', async () => {
	await county();
	writeFileSync(join(dataDir, 'uploads', 'scratch'), 'x');
	writeFileSync(join(dataDir, 'uploads', `${name}.3.tablet-1`), 'longer than it was told');
	await county();
	expect(underWay()).toEqual([]);
});
