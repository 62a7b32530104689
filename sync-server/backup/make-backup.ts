import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import type { Clock } from '../../src/lib/platform/seams.ts';
import { foundedCounty } from '../found-county.ts';
import { openSqlite } from '../storage/sqlite.ts';
import { FILE_FOLDERS, type BackupFace } from './backup-file.ts';

/** What is nobody's yet: a photograph or a release that is being written (`photographs.ts`, `publish-release.ts`). */
const HALF_WRITTEN = /\.[0-9a-f]{12}$|\/\.publishing-/;

export type BackupMade =
	{ ok: true; face: BackupFace; files: number } | { ok: false; code: 'exists' | 'no-county' };

/** Writes the county of `dataDir` as it is at this moment to `file`, which comes into being whole or not at all. */
export async function makeBackup(file: string, dataDir: string, clock: Clock): Promise<BackupMade> {
	if (existsSync(file)) return { ok: false, code: 'exists' };
	const source = join(dataDir, 'county.sqlite');
	if (!existsSync(source)) return { ok: false, code: 'no-county' };
	const scratch = `${file}.part`;
	await rm(scratch, { force: true });
	try {
		const reading = new DatabaseSync(source);
		reading.prepare('VACUUM INTO ?').run(scratch);
		reading.close();
		const face = faceOf(scratch, clock);
		if (face === null) return { ok: false, code: 'no-county' };
		// The tables first: what they name was there by then.
		const files = await addFiles(scratch, dataDir, face);
		const handle = await open(scratch, 'r');
		await handle.sync().finally(() => handle.close());
		await rename(scratch, file);
		return { ok: true, face, files };
	} finally {
		await rm(scratch, { force: true });
	}
}

function faceOf(copy: string, clock: Clock): BackupFace | null {
	const storage = openSqlite(copy);
	try {
		const county = foundedCounty(storage);
		if (county === null) return null;
		const directory = storage.stateOf(`directory/${county}`)?.state as DirectoryState;
		const { epoch, pos, time } = storage.sequence();
		const name = directory.units[county]?.name ?? county;
		return { county, name, epoch, pos, time, at: clock.now() };
	} finally {
		storage.close();
	}
}

async function addFiles(copy: string, dataDir: string, face: BackupFace): Promise<number> {
	const db = new DatabaseSync(copy);
	try {
		// One file without a journal beside it.
		db.exec('PRAGMA journal_mode = DELETE');
		db.exec('CREATE TABLE files (path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID');
		db.exec('CREATE TABLE backup (face TEXT NOT NULL) STRICT');
		db.prepare('INSERT INTO backup VALUES (?)').run(JSON.stringify(face));
		const insert = db.prepare('INSERT INTO files VALUES (?, ?)');
		let count = 0;
		db.exec('BEGIN');
		for (const path of await filesIn(dataDir)) {
			insert.run(path, await readFile(join(dataDir, path)));
			count++;
		}
		db.exec('COMMIT');
		return count;
	} finally {
		db.close();
	}
}

async function filesIn(dataDir: string): Promise<string[]> {
	const found: string[] = [];
	for (const folder of FILE_FOLDERS) {
		const names = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(
			() => []
		);
		for (const entry of names) {
			const path = relative(dataDir, join(entry.parentPath, entry.name));
			if (entry.isFile() && !HALF_WRITTEN.test(path)) found.push(path);
		}
	}
	return found.sort();
}
