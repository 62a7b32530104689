import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { readArchive } from '../../../sync-server/archive/archive-file.ts';
import { verifyArchive, type ArchiveReport } from '../../../sync-server/archive/verify-archive.ts';
import { writeArchive } from '../../../sync-server/archive/write-archive.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import { opening, smallCounty, submitting, TOWN, VILLAGE, type SmallCounty } from '../small-county.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CASE = 'case/01A';
const PICTURE = 'ciphertext of a photograph';
const HASH = createHash('sha256').update(PICTURE).digest('base64url');

let dataDir: string;
let town: SmallCounty;
let lines: string[];

const verified = async (some: string[]): Promise<ArchiveReport> => {
	const archive = readArchive(some.join('\n'));
	if (!archive) throw new Error('no archive');
	return verifyArchive(archive);
};

/** A case of three changes by two devices with a photograph, and another beside it that is nobody's business. */
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'yizhan-archive-'));
	town = await smallCounty(() => openSqlite(join(dataDir, 'county.sqlite')));
	const village = await town.enrol(VILLAGE, 'agent');
	const window = await town.enrol(TOWN, 'window');
	const photograph = { hash: HASH, key: 'k'.repeat(43), size: 9, mediaType: 'image/jpeg' };
	const attach = {
		type: 'attach',
		paper: 'm1',
		name: '身份证',
		way: 'original',
		copies: 1,
		photographs: [photograph]
	};
	for (const action of [opening, attach, submitting]) {
		await town.through(town.county.record([await village.write(CASE, action)]));
	}
	await town.through(
		town.county.record([await window.write('case/01B', { ...opening, number: opening.number })])
	);
	await mkdir(join(dataDir, 'photographs'), { recursive: true });
	await writeFile(join(dataDir, 'photographs', HASH), PICTURE);
	const archived = await writeArchive(dataDir, opening.number, town.receiptSigner);
	if (!archived.ok) throw new Error(archived.code);
	lines = archived.text.trimEnd().split('\n');
});

test('an archive of a case proves itself, with its photographs, and holds nothing of another case', async () => {
	expect(await verified(lines)).toEqual({
		whole: true,
		county: '532822',
		rootKey: town.root.key,
		doc: CASE,
		changes: 3,
		photographs: 1,
		findings: []
	});
	expect(lines.join()).not.toContain('case/01B');
	expect(await writeArchive(dataDir, 'none', town.receiptSigner)).toEqual({ ok: false, code: 'no-case' });
	expect(readArchive('PK')).toBeNull();
});

test('of an archive each row that is altered, removed, moved or added is named', async () => {
	const rows = lines.length - 3;
	for (let row = 1; row <= rows; row++) {
		const first = async (some: string[]) => {
			const { whole, findings } = await verified(some);
			expect(whole).toBe(false);
			return findings[0];
		};
		const text = lines[row] ?? '';
		// The last sign but one: within the change, or the photograph.
		const altered = text.slice(0, -2) + (text.at(-2) === 'A' ? 'B' : 'A') + text.slice(-1);
		expect(await first(lines.with(row, altered))).toMatchObject({ table: 'archive', row: String(row) });
		expect(await first(lines.toSpliced(row, 1))).toMatchObject({ row: String(row), code: 'removed' });
		const doubled = row < rows ? 'altered-or-moved' : 'added';
		expect(await first(lines.toSpliced(row, 0, text))).toMatchObject({ row: String(row + 1), code: doubled });
		if (row < rows) {
			const moved = lines.with(row, lines[row + 1] ?? '').with(row + 1, text);
			expect(await first(moved)).toMatchObject({ row: String(row), code: 'altered-or-moved' });
		}
	}
});

test('an archive whose manifest or checkpoint is gone, of another case, or signed by another key is not whole', async () => {
	for (const at of [lines.length - 2, lines.length - 1]) {
		expect((await verified(lines.toSpliced(at, 1))).whole).toBe(false);
	}
	const other = await writeArchive(dataDir, opening.number, town.root);
	if (!other.ok) throw new Error(other.code);
	const { whole, findings } = await verified(other.text.split('\n'));
	expect(whole).toBe(false);
	expect(findings).toEqual([{ table: 'manifest', row: '1', code: 'other-key' }]);
	expect((await verified(lines.with(0, (lines[0] ?? '').replace('01A', '01B')))).whole).toBe(false);
});
