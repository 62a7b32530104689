import { kinds, type KindName } from '../documents/kinds.ts';
import { bundleRowOf } from './bundle-row.ts';
import { caseRowOf, type OnDisk } from './case-row.ts';
import type { Database } from './database.ts';
import { changedAt, foldPlaced } from './fold-placed.ts';
import { peopleRows, personSalt } from './people.ts';
import type { CaseProjection, PersonProjection } from './rows.ts';

/** A document that is to be listed; `knownDirectory` as in `Projection`. */
export type Listed = OnDisk & { doc: string; knownDirectory: number };

/** What lists know of a kind of document without folding. All within the caller's transaction. */
export type List = {
	put(db: Database, documents: Listed[]): Promise<void>;
	remove(db: Database, docs: string[]): Promise<void>;
	clear(db: Database): Promise<void>;
	/** Documents with an author who relied on a directory newer than this place. */
	relyingAfter(db: Database, pos: number): Promise<string[]>;
};

const caseList: List = {
	async put(db, documents) {
		// A disk from before it had a vault lists no people until it has one.
		const salt = db.vault.isOpen ? personSalt(db.vault) : null;
		const rows: CaseProjection[] = [];
		const people: PersonProjection[] = [];
		for (const one of documents) {
			const { doc, knownDirectory, placed, directory } = one;
			const state = foldPlaced(kinds.case, doc, placed, directory);
			rows.push({ doc, knownDirectory, row: caseRowOf(state, one) });
			if (salt !== null) people.push(...peopleRows(state, changedAt(placed), salt));
		}
		await removePeople(
			db,
			rows.map(({ doc }) => doc)
		);
		await db.cases.bulkPut(rows);
		await db.people.bulkPut(people);
	},
	async remove(db, docs) {
		await removePeople(db, docs);
		await db.cases.bulkDelete(docs);
	},
	async clear(db) {
		await db.cases.clear();
		await db.people.clear();
	},
	relyingAfter: async (db, pos) => db.cases.where('knownDirectory').above(pos).primaryKeys()
};

async function removePeople(db: Database, docs: string[]): Promise<void> {
	const keys = await Promise.all(docs.map((doc) => db.people.where('doc').equals(doc).primaryKeys()));
	const found = keys.flat();
	if (found.length > 0) await db.people.bulkDelete(found);
}

const bundleList: List = {
	async put(db, documents) {
		const rows = documents.map((one) => {
			const state = foldPlaced(kinds.bundle, one.doc, one.placed, one.directory);
			return { doc: one.doc, knownDirectory: one.knownDirectory, row: bundleRowOf(state, one) };
		});
		await db.bundles.bulkPut(rows);
	},
	remove: async (db, docs) => db.bundles.bulkDelete(docs),
	clear: async (db) => db.bundles.clear(),
	relyingAfter: async (db, pos) => db.bundles.where('knownDirectory').above(pos).primaryKeys()
};

export type ListName = Exclude<KindName, 'directory'>;

/** Every kind of document of which there are many. */
export const lists: Record<ListName, List> = { case: caseList, bundle: bundleList };

export function listNames(): ListName[] {
	return Object.keys(lists) as ListName[];
}
