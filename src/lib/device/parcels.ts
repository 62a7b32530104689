import {
	MOST_CHANGES,
	MOST_PHOTOGRAPH_BYTES,
	MOST_PHOTOGRAPHS,
	type ParcelContents
} from '../changes/parcel.ts';
import { sealedLine } from '../changes/sealed-change.ts';
import type { Clock } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { packParcel } from './pack-parcel.ts';
import { changeOfRow } from './rows.ts';
import { sealedOutbox } from './sealed-outbox.ts';
import { setting } from './settings.ts';
import type { MadeParcel, Station } from './station.ts';

/** P57: all that waits here for the county, as a file that others carry and nobody but the county opens. */
export function parcels(db: Database, clock: Clock): Pick<Station, 'makeParcel'> {
	return { makeParcel: () => makeParcel(db, clock) };
}

async function makeParcel(db: Database, clock: Clock): Promise<MadeParcel> {
	const identity = await setting(db, 'identity');
	if (!identity) return { ok: false, code: 'not-enrolled' };
	const recipient = await setting(db, 'sealKey');
	if (recipient === null) return { ok: false, code: 'no-seal-key' };
	const sealed = await sealedOutbox(db, MOST_CHANGES);
	const lines = sealed ? sealed.changes.map(sealedLine) : await unsent(db);
	const photographs = await unsentPhotographs(db);
	const cargo = {
		identity,
		recipient,
		vault: sealed?.vault,
		lines,
		photographs: photographs.fit,
		ciphertext: async (hash: string) => {
			const row = await db.photographs.get(hash);
			if (!row) throw new Error('a photograph went while it was packed');
			return row.ciphertext;
		},
		left: (await db.outbox.count()) - lines.length + photographs.left
	};
	return packParcel(cargo, clock);
}

/** As the outbox has them; a row that the disk spoiled cannot be signed for by anyone and stays. */
async function unsent(db: Database): Promise<string[]> {
	return db.transaction('r', db.outbox, db.changes, async () => {
		const waiting = await db.outbox.orderBy('n').limit(MOST_CHANGES).toArray();
		const rows = await db.changes.bulkGet(waiting.map(({ id }) => id));
		return rows.flatMap((row) => (row && changeOfRow(row)?.line) ?? []);
	});
}

/** As many as go into one file. One by one: after weeks all of them would not fit into memory. */
async function unsentPhotographs(
	db: Database
): Promise<{ fit: ParcelContents['photographs']; left: number }> {
	const fit: { hash: string; size: number }[] = [];
	let bytes = 0;
	let left = 0;
	await db.photographs
		.where('sent')
		.equals(0)
		.each(({ hash, ciphertext: { length: size } }) => {
			if (fit.length >= MOST_PHOTOGRAPHS || bytes + size > MOST_PHOTOGRAPH_BYTES) left += 1;
			else {
				bytes += size;
				fit.push({ hash, size });
			}
		});
	return { fit, left };
}
