import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { foundedCounty } from '../found-county.ts';
import { openSqlite } from '../storage/sqlite.ts';
import { RESTORES, type Restore } from '../storage/storage.ts';
import { FILE_FOLDERS, openBackup, type BackupFace } from './backup-file.ts';

export type Restored =
	| { ok: true; face: BackupFace; epoch: number; files: number }
	| { ok: false; code: 'no-backup' | 'other-county' };

/**
 * Puts the county's record back to what the backup has and begins a new epoch (P54), in one transaction: also while the
 * server runs, and after a crash on the way either all of it holds or nothing. Files that came later stay where they are.
 */
export async function restoreBackup(file: string, dataDir: string): Promise<Restored> {
	const backup = existsSync(file) ? openBackup(file) : null;
	if (!backup) return { ok: false, code: 'no-backup' };
	const { db, face } = backup;
	try {
		await mkdir(dataDir, { recursive: true });
		const path = join(dataDir, 'county.sqlite');
		const storage = openSqlite(path);
		const [county, before] = [foundedCounty(storage), storage.restores()];
		storage.close();
		if (county !== null && county !== face.county) return { ok: false, code: 'other-county' };
		const files = await putFiles(db, dataDir);
		const epoch = putTables(path, file, face, before);
		return { ok: true, face, epoch, files };
	} finally {
		db.close();
	}
}

function putTables(path: string, file: string, face: BackupFace, before: Restore[]): number {
	// Tables are filled one after the other; what refers to what held in the backup and holds again.
	const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
	try {
		db.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 60000');
		return restoreTables(db, file, face, before);
	} finally {
		db.close();
	}
}

/** In one transaction. `before`: the restores that `db` knows. Answers the epoch that begins. */
export function restoreTables(
	db: DatabaseSync,
	file: string,
	{ epoch, pos }: Pick<BackupFace, 'epoch' | 'pos'>,
	before: Restore[]
): number {
	db.prepare('ATTACH ? AS backup').run(file);
	try {
		db.exec('BEGIN IMMEDIATE');
		const tables = db.prepare(
			"SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
		);
		for (const { name } of tables.all()) {
			const table = `"${String(name)}"`;
			db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM backup.${table}`);
		}
		// Later than every epoch that a device may have heard of from this county.
		const next = Math.max(epoch, ...before.map((one) => one.epoch)) + 1;
		const row = db.prepare('SELECT value FROM main.settings WHERE name = ?').get(RESTORES);
		const restores = JSON.parse(row?.['value']?.toString() ?? '[]') as Restore[];
		db.prepare('INSERT OR REPLACE INTO main.settings (name, value) VALUES (?, ?)').run(
			RESTORES,
			JSON.stringify([...restores, { epoch: next, base: pos }])
		);
		db.exec('COMMIT');
		return next;
	} catch (error) {
		if (db.isTransaction) db.exec('ROLLBACK');
		throw error;
	} finally {
		db.exec('DETACH backup');
	}
}

async function putFiles(backup: DatabaseSync, dataDir: string): Promise<number> {
	let count = 0;
	for (const { path } of backup.prepare('SELECT path FROM files ORDER BY path').all()) {
		const inside = normalize(String(path));
		const isOurs = FILE_FOLDERS.some((folder) => inside.startsWith(`${folder}/`));
		if (!isOurs || existsSync(join(dataDir, inside))) continue;
		const row = backup.prepare('SELECT bytes FROM files WHERE path = ?').get(String(path));
		await writeWhole(join(dataDir, inside), row?.['bytes'] as Uint8Array);
		count++;
	}
	return count;
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const scratch = `${file}.restored`;
	const handle = await open(scratch, 'w');
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(scratch, file).catch(async (error: unknown) => {
		await rm(scratch, { force: true });
		throw error;
	});
}
