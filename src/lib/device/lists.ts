import { kinds, type KindName } from '../documents/kinds.ts';
import { bundleRowOf } from './bundle-row.ts';
import { caseRowOf, type OnDisk } from './case-row.ts';
import type { Database } from './database.ts';
import { changedAt, foldPlaced } from './fold-placed.ts';
import { peopleRows } from './people.ts';
import { setting } from './settings.ts';

/** What lists know of a kind of document without folding. All within the caller's transaction. */
type List = {
	put(db: Database, doc: string, knownDirectory: number, onDisk: OnDisk): Promise<void>;
	remove(db: Database, doc: string): Promise<void>;
	clear(db: Database): Promise<void>;
	/** Documents with an author who relied on a directory newer than this place. */
	relyingAfter(db: Database, pos: number): Promise<string[]>;
};

const caseList: List = {
	async put(db, doc, knownDirectory, onDisk) {
		const { placed, directory } = onDisk;
		const state = foldPlaced(kinds.case, doc, placed, directory);
		await db.people.where('doc').equals(doc).delete();
		await db.cases.put({ doc, knownDirectory, row: caseRowOf(state, onDisk) });
		await db.people.bulkPut(peopleRows(state, changedAt(placed), await setting(db, 'personSalt')));
	},
	async remove(db, doc) {
		await db.people.where('doc').equals(doc).delete();
		await db.cases.delete(doc);
	},
	async clear(db) {
		await db.cases.clear();
		await db.people.clear();
	},
	relyingAfter: async (db, pos) => db.cases.where('knownDirectory').above(pos).primaryKeys()
};

const bundleList: List = {
	async put(db, doc, knownDirectory, onDisk) {
		const state = foldPlaced(kinds.bundle, doc, onDisk.placed, onDisk.directory);
		await db.bundles.put({ doc, knownDirectory, row: bundleRowOf(state, onDisk) });
	},
	remove: async (db, doc) => db.bundles.delete(doc),
	clear: async (db) => db.bundles.clear(),
	relyingAfter: async (db, pos) => db.bundles.where('knownDirectory').above(pos).primaryKeys()
};

/** Every kind of document of which there are many. */
export const lists: Record<Exclude<KindName, 'directory'>, List> = { case: caseList, bundle: bundleList };
