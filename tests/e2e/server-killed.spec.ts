import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ChangeId } from '../../src/lib/changes/change.ts';
import { addNote } from '../../src/lib/commands/add-note.ts';
import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import { CountyProcess } from './county-process.ts';
import { nodeDevice } from './node-device.ts';

const KILLS = 5;
const NOTES = 60;

test('what the county has acknowledged survives SIGKILL in mid-push, and the rest arrives once', async () => {
	const county = await CountyProcess.start();
	const [account] = (await county.accounts()).filter(({ role }) => role === 'agent');
	if (!account) throw new Error('the demo county has no agent');
	const device = await nodeDevice(county.origin, account);
	const { station } = device;
	const doc = newCaseDoc(station);
	const written: ChangeId[] = [];
	const acknowledgedOf = async (ids: ChangeId[]) => {
		const waiting = new Set((await station.outbox(5000)).map(({ id }) => id));
		return ids.filter((id) => !waiting.has(id));
	};

	const taken = await station.takeNumber();
	if (!taken.ok) throw new Error(taken.code);
	const { number } = taken;
	const opened = await station.authorCase(doc, () => [
		{
			type: 'open',
			number,
			item: { code: 'x', version: 'A'.repeat(43) },
			unit: account.unit,
			by: 'self'
		}
	]);
	if (!opened.ok) throw new Error(opened.code);
	written.push(...opened.changes.map(({ id }) => id));

	for (let kill = 0; kill < KILLS; kill++) {
		const before = (await acknowledgedOf(written)).length;
		for (let i = 0, alive = true; i < NOTES; i++) {
			const noted = await addNote(station, doc, { text: `第 ${kill + 1} 次停电前的第 ${i + 1} 条` });
			if (!noted.ok) throw new Error(noted.code);
			written.push(noted.value);
			// Between two answers, at a place that differs each time, with a change on its way.
			if (!alive || i < 10 + kill * 7 || (await acknowledgedOf(written)).length === before) continue;
			await county.stop('SIGKILL');
			alive = false;
		}
		const acknowledged = await acknowledgedOf(written);
		expect(acknowledged.length).toBeGreaterThan(before);
		expect(acknowledged.length).toBeLessThan(written.length);
		const kept = placesAt(county.dataDir);
		expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);

		await county.start();
		device.line.wake();
		await expect.poll(async () => (await station.outbox(1)).length).toBe(0);
	}

	const kept = placesAt(county.dataDir);
	expect(written.filter((id) => !kept.has(id))).toEqual([]);
	expect(new Set(kept.values()).size).toBe(kept.size);
	device.close();
	await county.end();
});

/** What lies on the county's disk: id and place of every change that has one. */
function placesAt(dataDir: string): Map<ChangeId, number> {
	const db = new DatabaseSync(join(dataDir, 'county.sqlite'));
	const rows = db.prepare('SELECT id, pos FROM changes WHERE pos IS NOT NULL').all();
	db.close();
	return new Map(rows.map((row) => [String(row['id']), Number(row['pos'])]));
}
