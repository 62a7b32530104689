import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { publishRelease } from '../../../sync-server/catalogue/publish-release.ts';
import { releasesAfter } from '../../../sync-server/catalogue/releases-after.ts';
import { hashOfFeed } from '../../../sync-server/refold.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import { emptyCommit } from '../../../sync-server/storage/storage.ts';
import { verifyFolder } from '../../../sync-server/verify/verify-folder.ts';
import { bundleOf, contentOf } from '../../support/catalogue-content.ts';
import { smallCounty, type SmallCounty } from '../small-county.ts';
import { toldCounty } from './told-county.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let town: SmallCounty;

const copy = async () => {
	const to = await mkdtemp(join(tmpdir(), 'yizhan-copy-'));
	await cp(folder, to, { recursive: true });
	return to;
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'yizhan-'));
	town = await smallCounty(() => openSqlite(join(folder, 'county.sqlite')));
	const bundled = { ...contentOf(3, ['MZ-2']), bundles: [bundleOf(3)] };
	const blank = Buffer.from('%PDF-1.7 a blank form');
	const sha256 = createHash('sha256').update(blank).digest('base64url');
	const file = { sha256, name: '申请表', kind: 'pdf', bytes: blank.length } as const;
	const withForm = {
		...bundled,
		implementations: bundled.implementations.map((item, i) =>
			i > 0 ? item : { ...item, materials: item.materials.map((material) => ({ ...material, blank: file })) }
		)
	};
	const files = new Map([[sha256, { kind: 'pdf' as const, bytes: new Uint8Array(blank) }]]);
	const place = { dataDir: folder, signer: town.root, clock: town.time, newLineage: false };
	for (const content of [contentOf(2), contentOf(3), withForm]) {
		const published = await publishRelease({ ...place, content, files });
		expect(published.ok).toBe(true);
		town.county.logReleases(await releasesAfter(folder, town.county.log.release()));
	}
	await mkdir(join(folder, 'photographs'));
	for (const text of ['one', 'two']) {
		const name = createHash('sha256').update(text).digest('base64url');
		await writeFile(join(folder, 'photographs', name), text);
	}
	await writeFile(join(folder, 'photographs', `${'A'.repeat(43)}.0123456789ab`), 'half of one');
});

test('a folder that nobody touched is whole while its server runs, and nothing is written to it', async () => {
	const before = await filesIn(folder);
	const report = await verifyFolder(folder, town.county.log.checkpoint());
	expect(report).toMatchObject({ whole: true, findings: [], county: '532822', rootKey: town.root.key });
	expect(report).toMatchObject({ releases: 3, photographs: 2, size: [...town.storage.logEntries()].length });
	expect(await filesIn(folder)).toEqual(before);
});

test('a folder whose server has stopped gets no file more', async () => {
	const still = await mkdtemp(join(tmpdir(), 'yizhan-'));
	const other = await smallCounty(() => openSqlite(join(still, 'county.sqlite')));
	other.storage.close();
	expect((await verifyFolder(still, null)).whole).toBe(true);
	expect(await readdir(still)).toEqual(['county.sqlite']);
});

describe('every file of catalogue and photographs that is altered or removed is named', () => {
	test('altered', async () => {
		for (const file of await namedFiles()) {
			const to = await copy();
			const path = join(to, file);
			const bytes = await readFile(path);
			const middle = Math.floor(bytes.length / 2);
			bytes[middle] = (bytes[middle] ?? 0) ^ 1;
			await writeFile(path, bytes);
			const { findings } = await verifyFolder(to, null);
			expect(findings.map(({ table, row }) => `${table}/${row}`)[0], file).toBe(file);
			await rm(to, { recursive: true });
		}
	});

	test('removed', async () => {
		// That a photograph is missing cannot be told from one that is still on its tablet.
		const files = (await namedFiles()).filter((file) => !file.startsWith('photographs'));
		for (const file of files) {
			const to = await copy();
			await rm(join(to, file));
			const { findings } = await verifyFolder(to, null);
			expect(findings.map(({ table, row }) => `${table}/${row}`)[0], file).toBe(file);
			await rm(to, { recursive: true });
		}
	});
});

test('the last release taken away shows, as the log tells of it', async () => {
	const to = await copy();
	await rm(join(to, 'catalogue/releases/3'), { recursive: true });
	expect((await verifyFolder(to, null)).findings[0]).toMatchObject({ row: 'releases/3/release.json' });
});

describe('with a checkpoint that was kept elsewhere', () => {
	test('what was cut off at the end shows', async () => {
		const kept = await toldCounty();
		const cut = await mkdtemp(join(tmpdir(), 'yizhan-'));
		// The same county as it was before its first case.
		const early = await smallCounty(() => openSqlite(join(cut, 'county.sqlite')));
		expect(early.root.key).toBe(kept.root.key);
		const whole = await verifyFolder(cut, null);
		expect(whole).toMatchObject({ whole: true });
		const report = await verifyFolder(cut, kept.county.log.checkpoint());
		expect(report.findings).toEqual([{ table: 'log', row: String(whole.size), code: 'cut-off' }]);
	});

	test('another past shows', async () => {
		const kept = town.county.log.checkpoint();
		const other = await mkdtemp(join(tmpdir(), 'yizhan-'));
		const rewritten = await smallCounty(() => openSqlite(join(other, 'county.sqlite')));
		for (let i = 0; i < 6; i++) rewritten.county.logReleases([{ number: i + 1, hash: 'C'.repeat(43) }]);
		const { findings } = await verifyFolder(other, kept);
		expect(findings.map(({ code }) => code)).toContain('differs-from-checkpoint');
	});

	test('another county’s, another key’s and what is none are told apart', async () => {
		const note = town.county.log.checkpoint() ?? '';
		await expect(verifyFolder(folder, 'no checkpoint')).rejects.toThrow('no checkpoint');
		const foreign = await verifyFolder(folder, note.replace('yizhan/532822/', 'yizhan/532823/'));
		expect(foreign.findings[0]?.code).toBe('other-county');
		const unsigned = await verifyFolder(folder, note.replace(/\n\d+\n/, '\n7\n'));
		expect(unsigned.findings[0]?.code).toBe('other-key');
	});
});

test('what other rules folded is not called altered, but cannot be proven', async () => {
	const other = await mkdtemp(join(tmpdir(), 'yizhan-'));
	const { storage, county } = await smallCounty(() => openSqlite(join(other, 'county.sqlite')));
	const feed = hashOfFeed(storage.wholeFeed());
	const log = county.log.extend([{ is: 'folded', rules: '1', feedEnd: storage.feedEnd(), feed }]);
	storage.commit({ ...emptyCommit(), log });
	await expect(verifyFolder(other, null)).rejects.toThrow('folded by rules 1');
});

test('a folder that is none cannot be read', async () => {
	const empty = await mkdtemp(join(tmpdir(), 'yizhan-'));
	await expect(verifyFolder(empty, null)).rejects.toThrow('there is no');
	await writeFile(join(empty, 'county.sqlite'), 'this is no database at all, but some text');
	await expect(verifyFolder(empty, null)).rejects.toThrow('not a database');
});

/** All files whose names or releases say what they hold; the room's document is proven by what it says. */
async function namedFiles(): Promise<string[]> {
	const all = await filesIn(folder);
	return all.filter((file) => /^(catalogue|photographs)/.test(file) && !/\.[0-9a-f]{12}$/.test(file));
}

async function filesIn(path: string): Promise<string[]> {
	const names = await readdir(path, { recursive: true });
	const files: string[] = [];
	for (const name of names.sort()) if ((await stat(join(path, name))).isFile()) files.push(name);
	return files;
}
