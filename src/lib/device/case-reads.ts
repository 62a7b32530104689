import { conflictsOf } from '../documents/case/conflicts.ts';
import { readersOf } from '../documents/case/readers.ts';
import { kindOf, kinds } from '../documents/kinds.ts';
import type { Database } from './database.ts';
import { changedAt, foldPlaced, placeOf } from './fold-placed.ts';
import { readDirectory, recordOf } from './projections.ts';
import { writtenByHand } from './redo.ts';
import { changeOfRow, type ChangeRow } from './rows.ts';
import { diskUse } from './disk-use.ts';
import { setting } from './settings.ts';
import type { CaseRow, CaseView, OnTheRoad, Station } from './station.ts';

type Estimate = () => Promise<OnTheRoad['storage']>;

export function caseReads(
	db: Database,
	storageEstimate: Estimate
): Pick<Station, 'caseRows' | 'caseView' | 'onTheRoad' | 'diskUse'> {
	const keep = keptRows();
	return {
		async caseRows() {
			const projections = await db.cases.toArray();
			return keep(projections.map(({ row }) => row)).sort((a, b) => b.changedAt - a.changedAt);
		},
		caseView: (doc) => caseView(db, doc),
		onTheRoad: () => onTheRoad(db, storageEstimate),
		diskUse: () => diskUse(db)
	};
}

/** Rows that say what they said before stay the same objects: whatever lists made of them holds. */
function keptRows(): (rows: CaseRow[]) => CaseRow[] {
	let known = new Map<string, { text: string; row: CaseRow }>();
	return (rows) => {
		const now = rows.map((row) => {
			const text = JSON.stringify(row);
			const before = known.get(row.doc);
			return before?.text === text ? before : { text, row };
		});
		known = new Map(now.map((one) => [one.row.doc, one]));
		return now.map(({ row }) => row);
	};
}

async function caseView(db: Database, doc: string): Promise<CaseView | null> {
	const tables = [db.changes, db.receipts, db.quarantine, db.directory, db.settings];
	return db.transaction('r', tables, async () => {
		const { placed, spoiled } = await recordOf(db, doc);
		const directory = await readDirectory(db);
		const refused = await refusedOf(db, doc, spoiled);
		if (placed.length === 0 && refused.length === 0) return null;
		const unit = (await setting(db, 'identity'))?.unit;
		const state = foldPlaced(kinds.case, doc, placed, directory);
		const conflicts = conflictsOf(state);
		const onlyHere = placed.filter(({ receipt }) => receipt === null).map(({ change }) => change.id);
		const readers = readersOf(state, directory);
		return {
			state,
			conflicts,
			place: placeOf(conflicts.length, onlyHere.length, refused.length),
			onlyHere,
			refused,
			current: unit !== undefined && readers.includes(unit),
			changedAt: changedAt(placed)
		};
	});
}

async function refusedOf(db: Database, doc: string, spoiled: ChangeRow[]): Promise<CaseView['refused']> {
	const isMine = await writtenByHand(db);
	const rows = await db.quarantine.where('doc').equals(doc).toArray();
	return [
		...rows.map((row) => {
			const change = changeOfRow(row);
			const type = change?.body?.action.type ?? '';
			return { id: row.id, code: row.code, type, at: change?.envelope.at ?? row.at, mine: isMine(change) };
		}),
		...spoiled.map(({ id }) => ({ id, code: 'malformed', type: '', at: 0, mine: false }))
	];
}

async function onTheRoad(db: Database, storageEstimate: Estimate): Promise<OnTheRoad> {
	const waiting = await db.outbox.orderBy('n').toArray();
	const isMine = await writtenByHand(db);
	const waits = {
		case: new Map<string, OnTheRoad['cases'][number]>(),
		bundle: new Map<string, OnTheRoad['cases'][number]>()
	};
	let directory = 0;
	for (const { id, doc, since } of waiting) {
		const kind = kindOf(doc);
		if (kind === null) continue;
		if (kind === 'directory') {
			directory++;
			continue;
		}
		const entry = waits[kind].get(doc);
		if (!entry) waits[kind].set(doc, { doc, ids: [id], changes: 1, since });
		else {
			entry.changes++;
			entry.ids.push(id);
		}
	}
	const road = {
		changes: waiting.length,
		photographs: await db.photographs.where('sent').equals(0).count(),
		cases: [...waits.case.values()],
		bundles: [...waits.bundle.values()],
		directory,
		oldest: waiting.at(0)?.since ?? null,
		quarantined: (await db.quarantine.toArray()).map((row) => {
			const { id, doc, code, at } = row;
			return { id, doc, code, at, mine: isMine(changeOfRow(row)) };
		}),
		lastReceipt: await setting(db, 'newestReceipt')
	};
	// Last: nothing that is not Dexie's may be awaited before the reads that `watch` follows.
	return { ...road, storage: await storageEstimate() };
}
