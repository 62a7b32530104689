import { Dexie, liveQuery, type Table } from 'dexie';
import type { CatalogueItem, SignedRelease } from '../../domain/catalogue.ts';

const SHOWN = 'shown';

/**
 * What is shown of the catalogue, in a database of its own: opened before anyone signs in and rebuilt from the
 * county at need. All items are one row of JSON, for IndexedDB costs per row. Versions that a release
 * replaced are kept, for cases that pin them.
 */
export class CatalogueStore extends Dexie {
	declare private releases: Table<SignedRelease, string>;
	declare private rows: Table<string, string>;
	declare private versions: Table<CatalogueItem, string>;
	private parsed: { text: string; items: CatalogueItem[] } | null = null;

	constructor() {
		super('yizhan-catalogue');
		this.version(1).stores({ releases: '', rows: '', versions: 'version' });
	}

	async release(): Promise<SignedRelease | null> {
		return (await this.releases.get(SHOWN)) ?? null;
	}

	async items(): Promise<CatalogueItem[]> {
		return this.transaction('r', this.releases, this.rows, async () => {
			const text = (await this.releases.get(SHOWN))?.text;
			if (text === undefined) return [];
			if (this.parsed?.text !== text) {
				const row = (await this.rows.get(SHOWN)) ?? '[]';
				this.parsed = { text, items: JSON.parse(row) as CatalogueItem[] };
			}
			return this.parsed.items;
		});
	}

	/** Puts a verified release in the place of the one before. */
	async show(release: SignedRelease, items: CatalogueItem[]): Promise<void> {
		const before = await this.items();
		const current = new Set(items.map((item) => item.version));
		const replaced = before.filter((item) => !current.has(item.version));
		const row = JSON.stringify(items);
		await this.transaction('rw', this.releases, this.rows, this.versions, async () => {
			await this.versions.bulkPut(replaced);
			await this.rows.put(row, SHOWN);
			await this.releases.put(release, SHOWN);
		});
	}

	/** Shows nothing any more: what was shown turned out not to be the county's. */
	async clear(): Promise<void> {
		await this.transaction('rw', this.releases, this.rows, this.versions, async () => {
			await Promise.all([this.releases.clear(), this.rows.clear(), this.versions.clear()]);
		});
	}

	async replaced(version: string): Promise<CatalogueItem | null> {
		return (await this.versions.get(version)) ?? null;
	}

	async keep(item: CatalogueItem): Promise<void> {
		await this.versions.put(item);
	}

	/** Calls `take` now and at each change, whichever tab made it. Returns: stop. */
	watch(take: (release: SignedRelease | null) => void): () => void {
		const subscription = liveQuery(() => this.release()).subscribe(take);
		return () => subscription.unsubscribe();
	}
}
