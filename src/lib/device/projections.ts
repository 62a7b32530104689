import { inOrder, type Placed } from '../changes/order.ts';
import { conflictsOf } from '../documents/case/conflicts.ts';
import { foldCase } from '../documents/case/fold.ts';
import { shownFields } from '../documents/case/form.ts';
import { standingAt } from '../documents/case/standing.ts';
import type { CaseState } from '../documents/case/state.ts';
import { advanceDirectory, startDirectory } from '../documents/directory/fold.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Calendar } from '../domain/calendar.ts';
import { chinaDate } from '../domain/working-days.ts';
import { deedOf } from '../record/deed-of.ts';
import type { Database } from './database.ts';
import { peopleRows } from './people.ts';
import { changeOfRow, type ChangeRow } from './rows.ts';
import { putSetting, setting } from './settings.ts';
import type { CaseRow, Place } from './station.ts';

/** Goes up with whatever a row holds: a disk that an earlier version wrote is projected anew when it is opened. */
export const PROJECTED = 2;

/** What a transaction must name that ends with a projection. */
export function recordTables(db: Database) {
	return [db.changes, db.receipts, db.outbox, db.quarantine, db.cases, db.people, db.directory, db.settings];
}

export function isDirectory(doc: string): boolean {
	return doc.startsWith('directory/');
}

/** A document's changes in the one order, and the rows that the disk spoiled. */
export async function recordOf(
	db: Database,
	doc: string
): Promise<{ placed: Placed[]; spoiled: ChangeRow[] }> {
	const rows = await db.changes.where('doc').equals(doc).toArray();
	const receipts = await db.receipts.bulkGet(rows.map((row) => row.id));
	const placed: Placed[] = [];
	const spoiled: ChangeRow[] = [];
	for (const [i, row] of rows.entries()) {
		const change = changeOfRow(row);
		if (change) placed.push({ change, receipt: receipts[i] ?? null });
		else spoiled.push(row);
	}
	return { placed: inOrder(placed), spoiled };
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

export function foldPlaced(doc: string, placed: Placed[], directory: DirectoryState): CaseState {
	return foldCase(
		doc,
		placed.map((one) => deedOf(one, directory))
	);
}

/** Where the work on a case is, by what is worst. */
export function placeOf(state: CaseState, onlyHere: number, refused: number): Place {
	if (refused > 0 || conflictsOf(state).length > 0) return 'needs-you';
	return onlyHere > 0 ? 'here' : 'county';
}

/** County time where it is known, else the writing device's, of the newest change, ms. */
export function changedAt(placed: Placed[]): number {
	const last = placed.at(-1);
	return last ? (last.receipt?.time ?? last.change.envelope.at) : 0;
}

/**
 * Makes the rows of these documents anew from changes and receipts, inside the caller's transaction: nothing
 * is awaited but Dexie. Where the directory gained something, also the cases whose authors relied on it.
 */
export async function project(db: Database, docs: Iterable<string>, calendar: Calendar): Promise<void> {
	const cases = new Set<string>();
	for (const doc of docs) {
		if (!isDirectory(doc)) cases.add(doc);
		else for (const relying of await projectDirectory(db, doc)) cases.add(relying);
	}
	if (cases.size === 0) return;
	const directory = await readDirectory(db);
	for (const doc of cases) await projectCase(db, doc, directory, calendar);
}

/** Answers the cases that must be folded again. */
async function projectDirectory(db: Database, doc: string): Promise<string[]> {
	const before = await db.directory.get(doc);
	const placed = await placedOf(db, doc);
	const state = foldDirectory(placed);
	const settledUpTo = (pos: number) => placed.filter(({ receipt }) => receipt && receipt.pos <= pos).length;
	await db.directory.put({ doc, state, settled: settledUpTo(state.pos) });
	// Receipts of the device's own changes run ahead of its feed: then authors relied on what comes only now.
	const cameLate = before && settledUpTo(before.state.pos) !== before.settled;
	const relied = db.cases.where('knownDirectory');
	return relied.above(before && !cameLate ? before.state.pos : 0).primaryKeys();
}

async function projectCase(
	db: Database,
	doc: string,
	directory: DirectoryState,
	calendar: Calendar
): Promise<void> {
	const { placed, spoiled } = await recordOf(db, doc);
	const refused = (await db.quarantine.where('doc').equals(doc).count()) + spoiled.length;
	await db.people.where('doc').equals(doc).delete();
	if (placed.length === 0 && refused === 0) return db.cases.delete(doc);
	const knownDirectory = Math.max(0, ...placed.map(({ change }) => change.envelope.known.directory));
	const state = foldPlaced(doc, placed, directory);
	await db.cases.put({ doc, knownDirectory, row: rowOf(state, placed, refused, calendar) });
	await db.people.bulkPut(peopleRows(state, changedAt(placed), await setting(db, 'personSalt')));
}

/** A case as lists show it. `refused`: how many of its changes are no part of it. Pure. */
export function rowOf(state: CaseState, placed: Placed[], refused: number, calendar: Calendar): CaseRow {
	const onlyHere = placed.filter(({ receipt }) => receipt === null).length;
	// What runs out does not depend on the day; whether it has, lists tell by the date.
	const { due } = standingAt(state, chinaDate(0), calendar);
	const fields = shownFields(state);
	const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : null);
	return {
		doc: state.id,
		stage: state.stage,
		origin: state.origin,
		holder: state.holder,
		offeredTo: state.offer?.to ?? null,
		itemCode: state.item?.code ?? null,
		supplemented: state.stage === 'received' && (state.corrections.at(-1)?.answered ?? null) !== null,
		due: due && { date: due.date, for: due.for, confirmed: due.confirmed },
		changedAt: changedAt(placed),
		place: placeOf(state, onlyHere, refused),
		onlyHere,
		face: {
			number: state.number,
			applicantName: text('applicant.name'),
			idLastFour: text('applicant.idNumber')?.slice(-4) ?? null
		}
	};
}

/** Makes every row anew: what projections hold can always be lost. */
export async function rebuildProjections(db: Database, calendar: Calendar): Promise<void> {
	await db.transaction('rw', recordTables(db), async () => {
		await db.cases.clear();
		await db.people.clear();
		await db.directory.clear();
		const docs = [
			...(await db.changes.orderBy('doc').uniqueKeys()),
			...(await db.quarantine.orderBy('doc').uniqueKeys())
		];
		await project(db, docs as string[], calendar);
		await putSetting(db, 'projected', PROJECTED);
	});
}
