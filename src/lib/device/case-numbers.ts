import { makeCaseNumber } from '../domain/case-number.ts';
import { chinaDate } from '../domain/working-days.ts';
import type { Clock, Random } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { setting } from './settings.ts';

/**
 * The next number of this enrolment's block, by the device's clock; never given twice, even when unused. Throws
 * on a device that has not enrolled.
 */
export async function takeNumber(db: Database, clock: Clock, random: Random): Promise<string> {
	const random2 = random.bytes(2);
	return db.transaction('rw', db.serials, db.settings, async () => {
		const identity = await setting(db, 'identity');
		if (!identity) throw new Error('no numbers before enrolment');
		const { unit, block } = identity;
		const taken = (await db.serials.get(`${unit}/${block}`))?.taken ?? 0;
		await db.serials.put({ block: `${unit}/${block}`, taken: taken + 1 });
		return makeCaseNumber({ unit, date: chinaDate(clock.now()), block, serial: taken + 1, random2 });
	});
}
