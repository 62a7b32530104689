import { closeSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SCHEMA_VERSION } from '../storage/sqlite.ts';

/** Folders of DATA_DIR whose files are named by their content, or come into being whole: what the tables name is in them. */
export const FILE_FOLDERS = ['photographs', 'catalogue'] as const;

/** What a backup says of itself. */
export type BackupFace = {
	county: string;
	name: string;
	epoch: number;
	/** Last place in it, and the county's time of it, ms. */
	pos: number;
	time: number;
	/** When it was made, by the clock of the machine, ms. */
	at: number;
};

const BEGINNING = 'SQLite format 3\0';

/** Null where it is no backup that this version can restore. The caller closes `db`. */
export function openBackup(file: string): { db: DatabaseSync; face: BackupFace } | null {
	if (!isSqlite(file)) return null;
	const db = new DatabaseSync(file, { readOnly: true });
	const face = faceIn(db);
	if (face === null) db.close();
	return face && { db, face };
}

/** By its first bytes: with its photographs a backup does not fit into memory. */
function isSqlite(file: string): boolean {
	const beginning = Buffer.alloc(BEGINNING.length);
	const opened = openSync(file, 'r');
	try {
		readSync(opened, beginning);
	} finally {
		closeSync(opened);
	}
	return beginning.equals(Buffer.from(BEGINNING));
}

function faceIn(db: DatabaseSync): BackupFace | null {
	try {
		const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
		const check = db.prepare('PRAGMA quick_check').get()?.['quick_check'];
		const row = db.prepare('SELECT face FROM backup').get();
		if (version !== SCHEMA_VERSION || check !== 'ok' || !row) return null;
		return JSON.parse(String(row['face'])) as BackupFace;
	} catch {
		return null;
	}
}
