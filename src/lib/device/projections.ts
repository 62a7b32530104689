import type { ChangeId } from '../changes/change.ts';
import { inOrder, type Placed } from '../changes/order.ts';
import { advanceDirectory, startDirectory } from '../documents/directory/fold.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import { kindOf } from '../documents/kinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import { deedOf, directoryOf } from '../record/deed-of.ts';
import type { Database } from './database.ts';
import { listNames, lists, type Listed } from './lists.ts';
import { changeOfRow, type ChangeRow, type ReceiptRow } from './rows.ts';
import { putSetting } from './settings.ts';

/** Goes up with whatever a row holds: a disk that an earlier version wrote is projected anew when it is opened. */
export const PROJECTED = 6;

/** What can be made anew at any time, of what is sealed. */
export const PROJECTION_TABLES: readonly string[] = ['cases', 'people'];

/** How many documents are in memory at once with all their changes. */
const TOGETHER = 200;

/** What a transaction must name that ends with a projection. */
export function recordTables(db: Database) {
	return [
		db.changes,
		db.receipts,
		db.outbox,
		db.quarantine,
		db.cases,
		db.people,
		db.bundles,
		db.directory,
		db.settings
	];
}

export function isDirectory(doc: string): boolean {
	return doc.startsWith('directory/');
}

/** A document's changes in the one order, and the rows that the disk spoiled. */
export type DocumentRecord = { placed: Placed[]; spoiled: ChangeRow[] };

/** Of each of these documents, in their order. */
async function recordsOf(db: Database, docs: string[]): Promise<DocumentRecord[]> {
	const rows = await Promise.all(docs.map((doc) => db.changes.where('doc').equals(doc).toArray()));
	const receipts = await receiptsOf(db, docs);
	return rows.map((own) => {
		const placed: Placed[] = [];
		const spoiled: ChangeRow[] = [];
		for (const row of own) {
			const change = changeOfRow(row);
			if (change) placed.push({ change, receipt: receipts.get(row.id) ?? null });
			else spoiled.push(row);
		}
		return { placed: inOrder(placed), spoiled };
	});
}

/** By the change that each receipts. */
export async function receiptsOf(db: Database, docs: Iterable<string>): Promise<Map<ChangeId, ReceiptRow>> {
	const rows = await Promise.all([...docs].map((doc) => db.receipts.where('doc').equals(doc).toArray()));
	return new Map(rows.flat().map((row) => [row.id, row]));
}

/** Of the changes of these documents, those that are here. */
export async function heldOf(db: Database, docs: Iterable<string>): Promise<Set<ChangeId>> {
	const ids = await Promise.all([...docs].map((doc) => db.changes.where('doc').equals(doc).primaryKeys()));
	return new Set(ids.flat());
}

export async function recordOf(db: Database, doc: string): Promise<DocumentRecord> {
	const [record] = await recordsOf(db, [doc]);
	return record ?? { placed: [], spoiled: [] };
}

export async function placedOf(db: Database, doc: string): Promise<Placed[]> {
	return (await recordOf(db, doc)).placed;
}

export async function readDirectory(db: Database): Promise<DirectoryState> {
	// A device belongs to one county.
	return (await db.directory.toCollection().first())?.state ?? startDirectory();
}

export function foldDirectory(placed: Placed[]): DirectoryState {
	return placed.reduce((state, one) => advanceDirectory(state, deedOf(one, state)), startDirectory());
}

/**
 * Makes the rows of these documents anew from changes and receipts, inside the caller's transaction: nothing
 * is awaited but Dexie. Where the directory gained something, also the documents whose authors relied on it.
 */
export async function project(db: Database, docs: Iterable<string>, calendar: Calendar): Promise<void> {
	const listed = new Set<string>();
	for (const doc of docs) {
		if (!isDirectory(doc)) listed.add(doc);
		else for (const relying of await projectDirectory(db, doc)) listed.add(relying);
	}
	if (listed.size === 0) return;
	const world = { directory: await readDirectory(db), calendar };
	const all = [...listed];
	for (let i = 0; i < all.length; i += TOGETHER) {
		await projectRows(db, all.slice(i, i + TOGETHER), world);
	}
}

/** Another number where a change has come, gone, or got another place. */
function sumOfPlaces(placed: Placed[]): number {
	return placed.reduce(
		(sum, { receipt }) => sum + (receipt ? receipt.epoch * 1_000_003 + receipt.pos : 0),
		0
	);
}

/** Answers the documents that must be folded again. */
async function projectDirectory(db: Database, doc: string): Promise<string[]> {
	const before = await db.directory.get(doc);
	const placed = await placedOf(db, doc);
	const state = foldDirectory(placed);
	const settledUpTo = (pos: number) =>
		sumOfPlaces(placed.filter(({ receipt }) => receipt && receipt.pos <= pos));
	await db.directory.put({ doc, state, settled: settledUpTo(state.pos) });
	// Receipts of the device's own changes run ahead of its feed, and a restored county gives other places (P54): then
	// authors relied on what comes only now.
	const cameLate = before && settledUpTo(before.state.pos) !== before.settled;
	const since = before && !cameLate ? before.state.pos : 0;
	const relying = await Promise.all(Object.values(lists).map((list) => list.relyingAfter(db, since)));
	return relying.flat();
}

/** Asks each thing for all documents at once: a browser's disk takes longer to be asked than to answer. */
async function projectRows(
	db: Database,
	docs: string[],
	world: { directory: DirectoryState; calendar: Calendar }
): Promise<void> {
	const records = await recordsOf(db, docs);
	const quarantined = (await db.quarantine.orderBy('doc').keys()) as string[];
	const changed = new Map(listNames().map((name) => [name, { kept: [] as Listed[], gone: [] as string[] }]));
	for (const [i, { placed, spoiled }] of records.entries()) {
		const doc = docs[i] ?? '';
		const kind = kindOf(doc);
		const ofKind = kind === null || kind === 'directory' ? undefined : changed.get(kind);
		// Of a kind that a later version knows: kept, and shown by that version.
		if (!ofKind) continue;
		const refused = quarantined.filter((one) => one === doc).length + spoiled.length;
		const knownDirectory = Math.max(0, ...placed.map(directoryOf));
		if (placed.length === 0 && refused === 0) ofKind.gone.push(doc);
		else ofKind.kept.push({ doc, knownDirectory, placed, refused, ...world });
	}
	for (const [name, { kept, gone }] of changed) {
		// Asking the disk to delete nothing costs as much as anything else.
		if (gone.length > 0) await lists[name].remove(db, gone);
		if (kept.length > 0) await lists[name].put(db, kept);
	}
}

/** Makes every row anew: what projections hold can always be lost. */
export async function rebuildProjections(db: Database, calendar: Calendar): Promise<void> {
	await db.transaction('rw', recordTables(db), async () => {
		for (const list of Object.values(lists)) await list.clear(db);
		await db.directory.clear();
		const docs = [
			...(await db.changes.orderBy('doc').uniqueKeys()),
			...(await db.quarantine.orderBy('doc').uniqueKeys())
		];
		await project(db, docs as string[], calendar);
		await putSetting(db, 'projected', PROJECTED);
	});
}
