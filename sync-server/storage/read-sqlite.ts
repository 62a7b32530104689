import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SCHEMA_VERSION } from './sqlite.ts';

export type Row = Record<string, SQLOutputValue>;

/** A county's tables, row by row. */
export interface Reading {
	rows(query: string, ...values: (string | number)[]): Iterable<Row>;
	/** What SQLite itself finds wrong with the file; null for nothing. */
	damage(): string | null;
}

/** A county's database as it stood at one moment. Nothing is written to its folder. */
export interface StillReading extends Reading {
	/** Throws when the database was opened by a server meanwhile: then what was read may be of two moments. */
	close(): void;
}

/**
 * Opens a database of `openSqlite` for reading, also while a server writes to it. Throws when there is none, or of
 * another version.
 */
export function readSqlite(path: string): StillReading {
	if (!existsSync(path)) throw new Error(`there is no ${path}`);
	const log = `${path}-wal`;
	const url = pathToFileURL(path);
	// A database that nobody has open would get files beside it, so SQLite is told that it does not change.
	const isStill = !existsSync(log);
	if (isStill) url.searchParams.set('immutable', '1');
	const db = new DatabaseSync(url, { readOnly: true });
	try {
		db.exec('BEGIN');
		const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
		if (version !== SCHEMA_VERSION) {
			throw new Error(`${path} has tables of version ${version}; this program reads ${SCHEMA_VERSION}`);
		}
	} catch (error) {
		db.close();
		throw error;
	}
	return {
		...readingOf(db),
		close() {
			db.close();
			if (isStill && existsSync(log)) throw new Error(`${path} was opened by a server while it was read`);
		}
	};
}

export function readingOf(db: DatabaseSync): Reading {
	return {
		rows: (query, ...values) => db.prepare(query).iterate(...values),
		damage() {
			const said = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
			return said === 'ok' ? null : String(said);
		}
	};
}
