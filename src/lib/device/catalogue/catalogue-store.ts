import { Dexie, liveQuery, type Table } from 'dexie';
import { briefsOf, type Briefs } from '../../domain/catalogue-briefs.ts';
import type { CatalogueBundle, CatalogueItem, SignedRelease } from '../../domain/catalogue.ts';

const SHOWN = 'shown';
const BUNDLES = 'bundles';
const BRIEFS = 'briefs';

/** What one release shows. */
export type Shown = { items: CatalogueItem[]; bundles: CatalogueBundle[] };

/**
 * What is shown of the catalogue, in a database of its own: opened before anyone signs in and rebuilt from the
 * county at need. All items are one row of JSON, all bundles another, what lists need of both a third, for IndexedDB costs
 * per row. Versions that a release replaced are kept, for cases that pin them.
 */
export class CatalogueStore extends Dexie {
	declare private releases: Table<SignedRelease, string>;
	declare private rows: Table<string, string>;
	declare private versions: Table<CatalogueItem, string>;
	declare private bundleVersions: Table<CatalogueBundle, string>;
	private parsed: ({ text: string } & Shown) | null = null;

	/** `indexedDB`: other than the browser's own. */
	constructor(indexedDB?: { factory: IDBFactory; keyRange: typeof IDBKeyRange }) {
		super('yizhan-catalogue', {
			cache: 'disabled',
			...(indexedDB && { indexedDB: indexedDB.factory, IDBKeyRange: indexedDB.keyRange })
		});
		this.version(1).stores({ releases: '', rows: '', versions: 'version' });
		this.version(2).stores({ bundleVersions: 'version' });
	}

	async release(): Promise<SignedRelease | null> {
		return (await this.releases.get(SHOWN)) ?? null;
	}

	async shown(): Promise<Shown> {
		return this.transaction('r', this.releases, this.rows, async () => {
			const text = (await this.releases.get(SHOWN))?.text;
			if (text === undefined) return { items: [], bundles: [] };
			if (this.parsed?.text !== text) {
				const [items, bundles] = await this.rows.bulkGet([SHOWN, BUNDLES]);
				this.parsed = {
					text,
					items: JSON.parse(items ?? '[]') as CatalogueItem[],
					bundles: JSON.parse(bundles ?? '[]') as CatalogueBundle[]
				};
			}
			return this.parsed;
		});
	}

	async briefs(): Promise<Briefs> {
		const briefs = await this.rows.get(BRIEFS);
		if (briefs !== undefined) return JSON.parse(briefs) as Briefs;
		// Nothing is shown, or what is was stored by a version of the app that kept none.
		const { items, bundles } = await this.shown();
		return briefsOf(items, bundles);
	}

	/** Puts a verified release in the place of the one before. */
	async show(release: SignedRelease, { items, bundles }: Shown): Promise<void> {
		const before = await this.shown();
		const current = new Set([...items, ...bundles].map(({ version }) => version));
		const isReplaced = ({ version }: { version: string }) => !current.has(version);
		const rows = [items, bundles, briefsOf(items, bundles)].map((row) => JSON.stringify(row));
		await this.transaction('rw', this.tables, async () => {
			await this.versions.bulkPut(before.items.filter(isReplaced));
			await this.bundleVersions.bulkPut(before.bundles.filter(isReplaced));
			await this.rows.bulkPut(rows, [SHOWN, BUNDLES, BRIEFS]);
			await this.releases.put(release, SHOWN);
		});
	}

	/** Shows nothing any more: what was shown turned out not to be the county's. */
	async clear(): Promise<void> {
		await this.transaction('rw', this.tables, async () => {
			await Promise.all(this.tables.map((table) => table.clear()));
		});
	}

	async replaced(version: string): Promise<CatalogueItem | null> {
		return (await this.versions.get(version)) ?? null;
	}

	async replacedBundle(version: string): Promise<CatalogueBundle | null> {
		return (await this.bundleVersions.get(version)) ?? null;
	}

	async keep(item: CatalogueItem): Promise<void> {
		await this.versions.put(item);
	}

	async keepBundle(bundle: CatalogueBundle): Promise<void> {
		await this.bundleVersions.put(bundle);
	}

	/** Calls `take` now and at each change, whichever tab made it. Returns: stop. */
	watch(take: (release: SignedRelease | null) => void): () => void {
		const subscription = liveQuery(() => this.release()).subscribe(take);
		return () => subscription.unsubscribe();
	}
}
