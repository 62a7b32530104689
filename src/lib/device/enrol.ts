import { writeChange } from '../changes/change.ts';
import { inOrder, type Placed } from '../changes/order.ts';
import type { Calendar } from '../domain/calendar.ts';
import { toBase64Url } from '../platform/base64url.ts';
import { keyPairFromSeed } from '../platform/ed25519.ts';
import type { Clock, Random } from '../platform/seams.ts';
import { isReceiptKey, verifyBatch, type CountyBatch } from './county-batch.ts';
import type { Database } from './database.ts';
import type { Enrolment } from './enrolment.ts';
import { COMING, DEVICE } from './identity.ts';
import { foldDirectory, project, recordTables } from './projections.ts';
import { changeOfRow, rowOfChange } from './rows.ts';
import { putSetting, setting } from './settings.ts';
import type { Identity } from './station.ts';
import { stored } from './stored.ts';

type Setting = { db: Database; clock: Clock; random: Random; calendar: Calendar; wake: () => void };

/** How a device becomes one of the county's: its first change, and what the county answers to it. */
export function enrolling({
	db,
	clock,
	random,
	calendar,
	wake
}: Setting): Pick<Enrolment, 'prepareEnrolment' | 'completeEnrolment'> {
	return {
		async prepareEnrolment(county, invite, name) {
			const isHere = (await setting(db, 'identity')) !== null;
			if (isHere && (await setting(db, 'ended')) !== 'forked') throw new Error('this device has enrolled');
			const begun = await setting(db, 'enrolling');
			if (begun?.change.envelope.author === invite.key && begun.county.id === county.id) return begun.change;
			const device = toBase64Url(random.bytes(12));
			const pair = await keyPairFromSeed(random.bytes(32));
			const draft = {
				doc: `directory/${county.id}`,
				device,
				seq: 1,
				prev: null,
				seen: [],
				known: { epoch: 0, directory: 0, time: 0 },
				at: clock.now()
			};
			const change = await writeChange(draft, { type: 'enrol', device, key: pair.key, name }, invite, random);
			await db.transaction('rw', db.keys, db.settings, async () => {
				await db.keys.where('owner').equals(COMING).delete();
				await db.keys.add({ ...pair, owner: COMING });
				await putSetting(db, 'enrolling', { county, change });
			});
			return change;
		},

		async completeEnrolment(root, lines, sheet) {
			const begun = await setting(db, 'enrolling');
			if (!begun) throw new Error('an enrolment is completed that was never begun');
			const batch = await verifyBatch(lines, sheet, async () => new Set());
			if (!batch) return { ok: false, code: 'not-the-county' };
			const { changes, receipts } = batch;
			const directory = foldDirectory(placedIn(batch));
			const newest = Math.max(...receipts.map(({ time }) => time));
			const isCounty =
				directory.root === root &&
				directory.county?.id === begun.county.id &&
				isReceiptKey(directory, sheet.key, newest);
			if (!isCounty) return { ok: false, code: 'not-the-county' };
			const { change } = begun;
			const device = directory.devices[change.envelope.device];
			const receipt = receipts.find(({ id }) => id === change.id);
			if (!device || !receipt) return { ok: false, code: 'not-enrolled-there' };
			const { id, unit, block } = device;
			const identity: Identity = { device: id, unit, county: begun.county, root, block };
			const disk = await stored(() =>
				db.transaction('rw', [...recordTables(db), db.keys], async () => {
					const left = await leaveFork(db, clock.now());
					await db.keys.where('owner').notEqual(COMING).delete();
					await db.keys.where('owner').equals(COMING).modify({ owner: DEVICE });
					await db.changes.bulkPut(changes.map(rowOfChange));
					await db.receipts.bulkPut(receipts.map((one) => ({ ...one, doc: change.envelope.doc })));
					await putSetting(db, 'identity', identity);
					await putSetting(db, 'head', { seq: 1, id: change.id });
					await putSetting(db, 'position', { epoch: receipt.epoch, cursor: 0 });
					await putSetting(db, 'newestReceipt', newest);
					await db.settings.delete('enrolling');
					await project(db, [change.envelope.doc, ...left], calendar);
				})
			);
			if (disk) return { ok: false, code: disk };
			wake();
			return { ok: true, identity };
		}
	};
}

/** Refused because the county had another change at their place: nothing was wrong with what they say. */
const BY_FORK: ReadonlySet<string> = new Set(['seq-taken', 'chain-broken']);

/**
 * Takes all that the county has not receipted out of the record, where its place in the old chain may be
 * another's, and keeps it to be authored anew. Answers the documents that lose by it.
 */
async function leaveFork(db: Database, now: number): Promise<string[]> {
	const old = await setting(db, 'identity');
	if (!old) return [];
	const waiting = (await db.outbox.toArray()).map(({ id }) => id);
	const unsent = (await db.changes.bulkGet(waiting)).flatMap((row) => row ?? []);
	const left = unsent.filter(({ device }) => device === old.device);
	const ids = left.map(({ id }) => id);
	// A `bindKey` bound a key to the name that is left: nobody needs it any more.
	const kept = left.filter((row) => changeOfRow(row)?.body?.action.type !== 'bindKey');
	await db.quarantine.bulkPut(kept.map((row) => ({ ...row, code: 'forked', at: now })));
	await db.quarantine.filter(({ code }) => BY_FORK.has(code)).modify({ code: 'forked' });
	await db.changes.bulkDelete(ids);
	await db.outbox.where('id').anyOf(ids).delete();
	await db.settings.bulkDelete(['ended', 'signedIn']);
	await putSetting(db, 'readingAnew', true);
	return left.map(({ doc }) => doc);
}

function placedIn({ changes, receipts }: CountyBatch): Placed[] {
	const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
	return inOrder(changes.map((change) => ({ change, receipt: byId.get(change.id) ?? null })));
}
