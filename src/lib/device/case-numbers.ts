import { makeCaseNumber } from '../domain/case-number.ts';
import { chinaDate } from '../domain/working-days.ts';
import type { Clock, Random } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { readDirectory } from './projections.ts';
import { setting } from './settings.ts';
import type { TakenNumber } from './station.ts';
import { answered } from './stored.ts';

export type Block = { unit: string; block: number };

/**
 * The next number of this enrolment's block, by the device's clock; never given twice, even when unused. Throws
 * on a device that has not enrolled.
 */
export async function takeNumber(db: Database, clock: Clock, random: Random): Promise<TakenNumber> {
	const random2 = random.bytes(2);
	return answered(() =>
		db.transaction('rw', db.serials, db.directory, db.settings, async () => {
			const place = await blockHere(db);
			if (!place) throw new Error('no numbers before enrolment');
			const serial = (await taken(db, place)) + 1;
			await db.serials.put({ block: nameOf(place), taken: serial });
			const number = makeCaseNumber({ ...place, date: chinaDate(clock.now()), serial, random2 });
			return { ok: true as const, number };
		})
	);
}

/**
 * This enrolment's block by the directory as it is now: a county that was restored may have given another than it
 * told at enrolment (P27). Null before enrolment.
 */
export async function blockHere(db: Database): Promise<Block | null> {
	const identity = await setting(db, 'identity');
	if (!identity) return null;
	const { unit, block } = (await readDirectory(db)).devices[identity.device] ?? identity;
	return { unit, block };
}

/** How many numbers of the block this device has taken, used or not. */
export async function taken(db: Database, block: Block): Promise<number> {
	return (await db.serials.get(nameOf(block)))?.taken ?? 0;
}

function nameOf({ unit, block }: Block): string {
	return `${unit}/${block}`;
}
