import { Dexie } from 'dexie';
import type { Change } from '../changes/change.ts';
import { inOrder } from '../changes/order.ts';
import { verifyReceipts, type Receipt } from '../changes/receipt.ts';
import { verifySealKey } from '../changes/seal-key.ts';
import { isNoteSignedBy } from '../changes/signed-note.ts';
import { kindOf } from '../documents/kinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock } from '../platform/seams.ts';
import type { Holdings } from '../protocol/messages.ts';
import type { SyncStore } from '../sync/sync-store.ts';
import { blockHere, taken } from './case-numbers.ts';
import { takeCheckpoint } from './checkpoints.ts';
import { isReceiptKey, verifyBatch, type CountyBatch } from './county-batch.ts';
import type { Database } from './database.ts';
import {
	foldDirectory,
	heldOf,
	isDirectory,
	placedOf,
	project,
	readDirectory,
	receiptsOf,
	recordTables
} from './projections.ts';
import { changeOfRow, rowOfChange, type ChangeRow, type ReceiptRow } from './rows.ts';
import { sealedOutbox } from './sealed-outbox.ts';
import { putSetting, setting } from './settings.ts';
import { projectLater, refuse, refuseWhileLocked } from './while-locked.ts';

type Setting = {
	db: Database;
	clock: Clock;
	calendar: Calendar;
	deviceSigner: () => Promise<Signer | null>;
	/** Keeps the vault's key sealed to the county, now that its key may be another. */
	keepVaultForCounty: () => Promise<void>;
	destroyKeys: () => Promise<void>;
	/** Number of the catalogue release that is shown here; 0 for none. */
	release: () => Promise<number>;
	/** Version of the app. */
	app: string;
	wakes: Set<() => void>;
};

/** The disk as the line uses it. */
export function syncDisk({
	db,
	clock,
	calendar,
	deviceSigner,
	keepVaultForCounty,
	destroyKeys,
	release,
	app,
	wakes
}: Setting): SyncStore {
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
		takesCases: () => db.vault.isOpen,
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

		sealedOutbox: (limit) => sealedOutbox(db, limit),

		report: async () => ({ app, release: await release(), ...(await holdings(db)) }),

		async takeReceipts(sheet) {
			const receipts = await verifyReceipts(sheet);
			if (!receipts) return false;
			const time = Math.max(await newestReceipt(db), ...receipts.map((one) => one.time));
			if (!isReceiptKey(await readDirectory(db), sheet.key, time)) return false;
			await write(() => keep(db, { changes: [], receipts }, { clock, calendar }));
			return true;
		},

		takeRefusals: (refusals) =>
			write(async () => {
				if (db.vault.isLocked) return refuseWhileLocked(db, refusals);
				await project(db, await refuse(db, refusals, clock), calendar);
			}),

		async takeFeed(lines, sheet, cursor, more) {
			const batch = await verifyBatch(lines, sheet, (docs) => heldOf(db, docs));
			if (!batch || (sheet && !(await isFromCounty(db, batch, sheet.key)))) return false;
			await write(async () => {
				await keep(db, batch, { clock, calendar });
				const position = await setting(db, 'position');
				const epoch = position?.epoch ?? 0;
				await putSetting(db, 'position', { epoch, cursor: Math.max(cursor, position?.cursor ?? 0) });
				if (!more) await db.settings.delete('readingAnew');
			});
			return true;
		},

		async takeSealKey(note) {
			const { receiptKeys, county } = await readDirectory(db);
			const recipient =
				county &&
				(await verifySealKey(
					note,
					county.id,
					receiptKeys.map(({ key }) => key)
				));
			if (!recipient) return;
			await putSetting(db, 'sealKey', recipient);
			await keepVaultForCounty();
		},
		async isFromCounty(note, name) {
			const { receiptKeys } = await readDirectory(db);
			for (const { key } of receiptKeys) if (await isNoteSignedBy(note, name, key)) return true;
			return false;
		},
		takeCheckpoint: (note) => takeCheckpoint(db, note, clock),
		beginEpoch: (epoch, base) =>
			db.transaction('rw', [...recordTables(db), db.photographs], async () => {
				if (((await setting(db, 'position'))?.epoch ?? 0) >= epoch) return;
				await putSetting(db, 'position', { epoch, cursor: 0 });
				const older = (await db.receipts.where('epoch').below(epoch).toArray())
					.filter(({ pos }) => pos > base)
					.sort((a, b) => a.pos - b.pos);
				const here = new Set(await db.changes.toCollection().primaryKeys());
				const unsent = await db.outbox.orderBy('n').toArray();
				const again = older.flatMap(({ id, doc }) => (here.has(id) ? [{ id, doc, since: clock.now() }] : []));
				const isAgain = new Set(again.map(({ id }) => id));
				// What the rest builds on goes first, above all the directory by which its authors are judged.
				await db.outbox.clear();
				await db.outbox.bulkAdd([
					...again,
					...unsent.flatMap(({ id, doc, since }) => (isAgain.has(id) ? [] : [{ id, doc, since }]))
				]);
				await db.photographs.where('sent').equals(1).modify({ sent: 0 });
			}),
		markForked: () => putSetting(db, 'ended', 'forked'),
		destroyKeys,
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
async function keep(
	db: Database,
	{ changes, receipts }: CountyBatch,
	{ clock, calendar }: { clock: Clock; calendar: Calendar }
): Promise<void> {
	const held = await heldOf(db, docsOf(changes));
	const fresh = changes.filter(({ id }) => !held.has(id));
	const displaced = fresh.length > 0 ? await addChanges(db, fresh.map(rowOfChange), clock) : [];
	const better = await betterReceipts(db, fresh, receipts);
	await db.receipts.bulkPut(better);
	const receipted = receipts.map(({ id }) => id);
	await db.outbox.where('id').anyOf(receipted).delete();
	const newest = Math.max(await newestReceipt(db), ...receipts.map((one) => one.time));
	await putSetting(db, 'newestReceipt', newest);
	const docs = new Set([...docsOf(fresh), ...better.map(({ doc }) => doc), ...displaced]);
	if (db.vault.isLocked) await projectLater(db, docs);
	else await project(db, docs, calendar);
}

/**
 * A restored county may have lost a change that this device has, and its author, who was restored too, wrote another at
 * that place of the chain (P54). What the county has counts; the one before goes into quarantine, as it would when the
 * county refuses it. Answers the documents that lost something.
 */
async function addChanges(db: Database, rows: ChangeRow[], clock: Clock): Promise<string[]> {
	// What a fork left behind may have come to the county all the same.
	await db.quarantine.bulkDelete(rows.map(({ id }) => id));
	const taken: ChangeRow[] = [];
	await db.changes.bulkAdd(rows).catch((error: unknown) => {
		if (!(error instanceof Dexie.BulkError)) throw error;
		taken.push(...Object.keys(error.failuresByPos).flatMap((at) => rows[Number(at)] ?? []));
	});
	const docs: string[] = [];
	for (const row of taken) {
		const before = await db.changes.where('[device+seq]').equals([row.device, row.seq]).first();
		if (before) {
			docs.push(before.doc);
			await db.quarantine.put({ ...before, code: 'seq-taken', at: clock.now() });
			await db.changes.delete(before.id);
			await db.receipts.delete(before.id);
			await db.outbox.where('id').equals(before.id).delete();
		}
		await db.changes.add(row);
	}
	return docs;
}

/** Those that place a change of this disk anew. `fresh`: changes that have just come to it. */
async function betterReceipts(db: Database, fresh: Change[], receipts: Receipt[]): Promise<ReceiptRow[]> {
	const docs = new Map(fresh.map(({ id, envelope }) => [id, envelope.doc]));
	const earlier = receipts.filter(({ id }) => !docs.has(id)).map(({ id }) => id);
	for (const row of await db.changes.bulkGet(earlier)) if (row) docs.set(row.id, row.doc);
	// Where the device is locked the record does not say, but the outbox does.
	const waiting = await db.outbox.where('id').anyOf(earlier).toArray();
	for (const { id, doc } of waiting) docs.set(id, doc);
	const before = await receiptsOf(db, new Set(docs.values()));
	return receipts.flatMap((receipt) => {
		const doc = docs.get(receipt.id);
		const known = before.get(receipt.id);
		// The newest epoch orders; within an epoch a change has one place for ever.
		return doc === undefined || (known && known.epoch >= receipt.epoch) ? [] : { ...receipt, doc };
	});
}

function docsOf(changes: Change[]): Set<string> {
	return new Set(changes.map(({ envelope }) => envelope.doc));
}
