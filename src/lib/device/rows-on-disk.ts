/** Rows as they lie on the disk, sealed ones too, whoever is here. One that the disk does not give is left out. */
export async function rowsOnDisk(
	disk: IDBDatabase,
	table: string,
	keys: readonly IDBValidKey[]
): Promise<Map<IDBValidKey, Record<string, unknown>>> {
	const store = disk.transaction(table).objectStore(table);
	const rows = await Promise.all(keys.map((key) => given(store.get(key))));
	return new Map(keys.flatMap((key, i) => (isRow(rows[i]) ? [[key, rows[i]]] : [])));
}

/** In the order of the keys; with an index only those whose value there is `only`. */
export async function keysOnDisk(
	disk: IDBDatabase,
	table: string,
	where?: { index: string; only: IDBValidKey }
): Promise<IDBValidKey[]> {
	const store = disk.transaction(table).objectStore(table);
	const asked = where ? store.index(where.index).getAllKeys(where.only) : store.getAllKeys();
	return (await given(asked)) ?? [];
}

function given<T>(asked: IDBRequest<T>): Promise<T | undefined> {
	return new Promise((resolve) => {
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = (event) => {
			// Or the others of this transaction would not be given either.
			event.preventDefault();
			resolve(undefined);
		};
	});
}

function isRow(row: unknown): row is Record<string, unknown> {
	return typeof row === 'object' && row !== null;
}
