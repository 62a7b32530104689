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
import type { CaseRow, CaseView, FirstSight, OnTheRoad, Station } from './station.ts';

type Estimate = () => Promise<OnTheRoad['storage']>;

export function caseReads(
	db: Database,
	storageEstimate: Estimate
): Pick<Station, 'caseRows' | 'caseView' | 'onTheRoad' | 'diskUse'> & {
	/** `onTheRoad` without what the browser must be asked for. */
	roadOnDisk: () => Promise<FirstSight['road']>;
} {
	const keep = keptRows();
	return {
		async caseRows() {
			const projections = await db.cases.toArray();
			return keep(projections.map(({ row }) => row)).sort((a, b) => b.changedAt - a.changedAt);
		},
		caseView: (doc) => caseView(db, doc),
		roadOnDisk: () => roadOnDisk(db),
		// The estimate last: nothing that is not Dexie's may be awaited before the reads that `watch` follows.
		onTheRoad: async () => ({ ...(await roadOnDisk(db)), storage: await storageEstimate() }),
		diskUse: () => diskUse(db)
	};
}

type Kept = { row: CaseRow; text?: string };

/** Rows that say what they said before stay the same objects: whatever lists made of them holds. */
function keptRows(): (rows: CaseRow[]) => CaseRow[] {
	let known = new Map<string, Kept>();
	return (rows) => {
		const now = rows.map((row): Kept => {
			const before = known.get(row.doc);
			if (!before) return { row };
			// Only what is read again is compared: the first sight of a thousand rows must not wait for it.
			before.text ??= JSON.stringify(before.row);
			const text = JSON.stringify(row);
			return before.text === text ? before : { row, text };
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

async function roadOnDisk(db: Database): Promise<FirstSight['road']> {
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
	return {
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
}
