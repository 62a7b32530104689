import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageContract } from '../contracts/storage.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';

let path = '';

storageContract('SQLite in memory', () => openSqlite(':memory:'));
storageContract(
	'SQLite in a file',
	() => {
		path = join(mkdtempSync(join(tmpdir(), 'yizhan-')), 'county.sqlite');
		return openSqlite(path);
	},
	(storage) => {
		storage.close();
		return openSqlite(path);
	}
);
