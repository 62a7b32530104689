import type { Calendar } from '../domain/calendar.ts';
import type { Clock } from '../platform/seams.ts';
import type { RefusalCode } from '../protocol/messages.ts';
import type { Database } from './database.ts';
import { project, recordTables } from './projections.ts';
import { putSetting, setting } from './settings.ts';

/**
 * A locked device hands over what it holds (P90), and takes the county's answers: receipts are on the disk at once, as they
 * say nothing of a case. What they mean for its lists and its quarantine is done when somebody opens it.
 */

type Refusal = { id: string; code: RefusalCode };

/** Inside the caller's transaction, as all here. */
export async function projectLater(db: Database, docs: Iterable<string>): Promise<void> {
	const before = await setting(db, 'answered');
	const all = new Set([...(before?.docs ?? []), ...docs]);
	await putSetting(db, 'answered', { docs: [...all], refused: before?.refused ?? [] });
}

/** They are no more pushed; the sealed row cannot be moved before it is opened. */
export async function refuseWhileLocked(db: Database, refusals: readonly Refusal[]): Promise<void> {
	const ids = refusals.map(({ id }) => id);
	const waiting = new Set((await db.outbox.where('id').anyOf(ids).toArray()).map(({ id }) => id));
	const refused = refusals.filter(({ id }) => waiting.has(id));
	await db.outbox.where('id').anyOf(ids).delete();
	const before = await setting(db, 'answered');
	await putSetting(db, 'answered', {
		docs: before?.docs ?? [],
		refused: [...(before?.refused ?? []), ...refused.map(({ id, code }) => ({ id, code }))]
	});
}

/** P7: what nobody is told of the own chain unless the disk was restored or copied. */
const SHOW_FORK: readonly RefusalCode[] = ['seq-taken', 'chain-broken'];

/** Moves refused changes into quarantine; answers the documents that lose by it. */
export async function refuse(db: Database, refusals: readonly Refusal[], clock: Clock): Promise<Set<string>> {
	const rows = await db.changes.bulkGet(refusals.map(({ id }) => id));
	const docs = new Set<string>();
	const own = (await setting(db, 'identity'))?.device;
	for (const [i, { id, code }] of refusals.entries()) {
		const row = rows[i];
		if (!row) continue;
		docs.add(row.doc);
		// The line may be cut before the county's own word of it comes, and at the next hello the chains agree again.
		if (row.device === own && SHOW_FORK.includes(code) && (await setting(db, 'ended')) === null)
			await putSetting(db, 'ended', 'forked');
		await db.quarantine.put({ ...row, code, at: clock.now() });
		await db.changes.delete(id);
		await db.outbox.where('id').equals(id).delete();
	}
	return docs;
}

/** Once the vault is open: does what was left for it. */
export async function catchUp(db: Database, clock: Clock, calendar: Calendar): Promise<void> {
	if (!(await setting(db, 'answered'))) return;
	await db.transaction('rw', recordTables(db), async () => {
		const left = await setting(db, 'answered');
		if (!left) return;
		const lose = await refuse(db, left.refused, clock);
		await project(db, [...new Set([...left.docs, ...lose])], calendar);
		await db.settings.delete('answered');
	});
}
