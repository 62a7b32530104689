type Index = { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean };
type Store = {
	name: string;
	keyPath: string | string[] | null;
	autoIncrement: boolean;
	indexes: Index[];
	rows: unknown[];
	keys: IDBValidKey[];
};

/** Everything of one database as it was at one moment: what an image of a tablet's disk holds. */
export type DiskCopy = { name: string; version: number; stores: Store[] };

export async function copyDisk(factory: IDBFactory, name: string): Promise<DiskCopy> {
	const disk = await answerOf(factory.open(name));
	const names = [...disk.objectStoreNames];
	const transaction = disk.transaction(names, 'readonly');
	const reads = names.map(async (one): Promise<Store> => {
		const store = transaction.objectStore(one);
		const indexes = [...store.indexNames].map((each) => {
			const { keyPath, unique, multiEntry } = store.index(each);
			return { name: each, keyPath, unique, multiEntry };
		});
		const { keyPath, autoIncrement } = store;
		const [rows, keys] = [answerOf(store.getAll()), answerOf(store.getAllKeys())];
		return { name: one, keyPath, autoIncrement, indexes, rows: await rows, keys: await keys };
	});
	const stores = await Promise.all(reads);
	const { version } = disk;
	disk.close();
	return { name, version, stores };
}

/** Writes the copy to a factory that has no such database. */
export async function pasteDisk(factory: IDBFactory, { name, version, stores }: DiskCopy): Promise<void> {
	const opening = factory.open(name, version);
	opening.onupgradeneeded = () => {
		for (const { name: one, keyPath, autoIncrement, indexes, rows, keys } of stores) {
			const store = opening.result.createObjectStore(one, { keyPath, autoIncrement });
			for (const { name: each, keyPath: path, ...options } of indexes) store.createIndex(each, path, options);
			rows.forEach((row, i) => (keyPath === null ? store.add(row, keys[i]) : store.add(row)));
		}
	};
	(await answerOf(opening)).close();
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the disk failed'));
	});
}

/** Writes one row behind the app's back. */
export async function putRow(factory: IDBFactory, name: string, store: string, row: unknown): Promise<void> {
	const disk = await answerOf(factory.open(name));
	await answerOf(disk.transaction(store, 'readwrite').objectStore(store).put(row));
	disk.close();
}
