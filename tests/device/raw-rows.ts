import { Dexie } from 'dexie';
import type { StationSetting } from '../../src/lib/device/open-station.ts';

/** A table's rows as they lie on the disk. */
export async function rawRows({ name, indexedDB }: StationSetting, table: string): Promise<unknown[]> {
	if (!indexedDB) throw new Error('the browser has none');
	const disk = new Dexie(name, { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange });
	await disk.open();
	const rows: unknown[] = await disk.table(table).toArray();
	disk.close();
	return rows;
}

/** Writes a row as it is to lie on the disk. */
export async function putRawRow(
	{ name, indexedDB }: StationSetting,
	table: string,
	row: unknown
): Promise<void> {
	if (!indexedDB) throw new Error('the browser has none');
	const disk = new Dexie(name, { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange });
	await disk.open();
	await disk.table(table).put(row);
	disk.close();
}
