import { inOrder } from '../changes/order.ts';
import { verifyReceipts, type Receipt } from '../changes/receipt.ts';
import { kindOf } from '../documents/kinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock } from '../platform/seams.ts';
import type { Holdings } from '../protocol/messages.ts';
import type { SyncStore } from '../sync/sync-store.ts';
import { blockHere, taken } from './case-numbers.ts';
import { isReceiptKey, verifyBatch, type CountyBatch } from './county-batch.ts';
import type { Database } from './database.ts';
import { foldDirectory, isDirectory, placedOf, project, readDirectory, recordTables } from './projections.ts';
import { changeOfRow, rowOfChange } from './rows.ts';
import { putSetting, setting } from './settings.ts';

type Setting = {
	db: Database;
	clock: Clock;
	calendar: Calendar;
	deviceSigner: () => Promise<Signer | null>;
	/** Number of the catalogue release that is shown here; 0 for none. */
	release: () => Promise<number>;
	/** Version of the app. */
	app: string;
	wakes: Set<() => void>;
};

/** The disk as the line uses it. */
export function syncDisk({ db, clock, calendar, deviceSigner, release, app, wakes }: Setting): SyncStore {
	// Dexie follows awaits only out of a function that is `async` itself.
	const write = (work: () => Promise<void>) => db.transaction('rw', recordTables(db), async () => work());

	return {
		async self() {
			const identity = await setting(db, 'identity');
			const signer = await deviceSigner();
			// Under a forked name there is nothing more to say; a revoked device hands over what it holds (P8).
			if ((await setting(db, 'ended')) === 'forked') return null;
			return identity && signer && { device: identity.device, signer };
		},
		head: async () => (await setting(db, 'head')) ?? { seq: 0, id: null },
		async position() {
			const position = (await setting(db, 'position')) ?? { epoch: 0, cursor: 0 };
			return { ...position, own: false, release: await release() };
		},
		outbox: (limit) =>
			db.transaction('r', db.outbox, db.changes, async () => {
				const waiting = await db.outbox.orderBy('n').limit(limit).toArray();
				const rows = await db.changes.bulkGet(waiting.map(({ id }) => id));
				return rows.flatMap((row) => (row && changeOfRow(row)) ?? []);
			}),

		report: async () => ({ app, release: await release(), ...(await holdings(db)) }),

		async takeReceipts(sheet) {
			const receipts = await verifyReceipts(sheet);
			if (!receipts) return false;
			const time = Math.max(await newestReceipt(db), ...receipts.map((one) => one.time));
			if (!isReceiptKey(await readDirectory(db), sheet.key, time)) return false;
			await write(() => keep(db, { changes: [], receipts }, calendar));
			return true;
		},

		takeRefusals: (refusals) =>
			write(async () => {
				const rows = await db.changes.bulkGet(refusals.map(({ id }) => id));
				const docs = new Set<string>();
				for (const [i, { id, code }] of refusals.entries()) {
					const row = rows[i];
					if (!row) continue;
					docs.add(row.doc);
					await db.quarantine.put({ ...row, code, at: clock.now() });
					await db.changes.delete(id);
					await db.outbox.where('id').equals(id).delete();
				}
				await project(db, docs, calendar);
			}),

		async takeFeed(lines, sheet, cursor, more) {
			const batch = await verifyBatch(lines, sheet, async (ids) => {
				const rows = await db.changes.bulkGet(ids);
				return new Set(rows.flatMap((row) => (row ? [row.id] : [])));
			});
			if (!batch || (sheet && !(await isFromCounty(db, batch, sheet.key)))) return false;
			await write(async () => {
				await keep(db, batch, calendar);
				const position = await setting(db, 'position');
				const epoch = position?.epoch ?? 0;
				await putSetting(db, 'position', { epoch, cursor: Math.max(cursor, position?.cursor ?? 0) });
				if (!more) await db.settings.delete('readingAnew');
			});
			return true;
		},

		beginEpoch: (epoch) =>
			db.transaction('rw', [...recordTables(db), db.photographs], async () => {
				if (((await setting(db, 'position'))?.epoch ?? 0) >= epoch) return;
				await putSetting(db, 'position', { epoch, cursor: 0 });
				// Where the county's base lies is not said: what it still has it answers with the old receipt.
				const older = (await db.receipts.where('epoch').below(epoch).toArray()).sort((a, b) => a.pos - b.pos);
				const rows = await db.changes.bulkGet(older.map(({ id }) => id));
				const waiting = new Set((await db.outbox.toArray()).map(({ id }) => id));
				const again = rows.flatMap((row) => (row && !waiting.has(row.id) ? [row] : []));
				await db.outbox.bulkAdd(again.map(({ id, doc }) => ({ id, doc, since: clock.now() })));
				await db.photographs.where('sent').equals(1).modify({ sent: 0 });
			}),
		markForked: () => putSetting(db, 'ended', 'forked'),
		markRevoked: () => putSetting(db, 'ended', 'revoked'),
		onOutbox(wake) {
			wakes.add(wake);
			return () => wakes.delete(wake);
		}
	};
}

async function holdings(db: Database): Promise<Omit<Holdings, 'app'>> {
	const tables = [db.outbox, db.photographs, db.quarantine, db.serials, db.directory, db.settings];
	return db.transaction('r', tables, async () => {
		const waiting = await db.outbox.orderBy('n').toArray();
		const cases = new Set(waiting.flatMap(({ doc }) => (kindOf(doc) === 'case' ? [doc] : [])));
		const block = await blockHere(db);
		return {
			changes: waiting.length,
			cases: cases.size,
			oldest: waiting[0]?.since ?? null,
			photographs: await db.photographs.where('sent').equals(0).count(),
			refused: await db.quarantine.count(),
			numbers: block ? await taken(db, block) : 0
		};
	});
}

async function newestReceipt(db: Database): Promise<number> {
	return (await setting(db, 'newestReceipt')) ?? 0;
}

/** A new receipt key may be appointed by the very batch that it signs: what counts is the root's signature. */
async function isFromCounty(db: Database, { changes, receipts }: CountyBatch, key: string): Promise<boolean> {
	const time = Math.max(await newestReceipt(db), ...receipts.map((one) => one.time));
	if (isReceiptKey(await readDirectory(db), key, time)) return true;
	const doc = changes.find(({ envelope }) => isDirectory(envelope.doc))?.envelope.doc;
	if (doc === undefined) return false;
	const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
	const fresh = changes
		.filter(({ envelope }) => envelope.doc === doc)
		.map((change) => ({ change, receipt: byId.get(change.id) ?? null }));
	return isReceiptKey(foldDirectory(inOrder([...(await placedOf(db, doc)), ...fresh])), key, time);
}

/** Adds what is new of a batch, inside the caller's transaction; what is here already changes nothing. */
async function keep(db: Database, { changes, receipts }: CountyBatch, calendar: Calendar): Promise<void> {
	const held = await db.changes.bulkGet(changes.map(({ id }) => id));
	const fresh = changes.filter((_, i) => held[i] === undefined);
	await db.changes.bulkAdd(fresh.map(rowOfChange));
	// What a fork left behind may have come to the county all the same.
	await db.quarantine.bulkDelete(fresh.map(({ id }) => id));
	const docs = new Set(fresh.map(({ envelope }) => envelope.doc));
	const rows = await db.changes.bulkGet(receipts.map(({ id }) => id));
	const before = await db.receipts.bulkGet(receipts.map(({ id }) => id));
	const better: Receipt[] = [];
	for (const [i, receipt] of receipts.entries()) {
		const doc = rows[i]?.doc;
		const known = before[i];
		// The newest epoch orders; within an epoch a change has one place for ever.
		if (doc === undefined || (known && known.epoch >= receipt.epoch)) continue;
		better.push(receipt);
		docs.add(doc);
	}
	await db.receipts.bulkPut(better);
	await db.outbox
		.where('id')
		.anyOf(receipts.map(({ id }) => id))
		.delete();
	const newest = Math.max(await newestReceipt(db), ...receipts.map((one) => one.time));
	await putSetting(db, 'newestReceipt', newest);
	await project(db, docs, calendar);
}
