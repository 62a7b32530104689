import { writeChange, type Change } from '../../src/lib/changes/change.ts';
import { expect, test } from 'vitest';
import { signReceipts } from '../../src/lib/changes/receipt.ts';
import { Database } from '../../src/lib/device/database.ts';
import { openStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import { note, openAtVillage, write } from './case-work.ts';
import { enrolledStation, stationSetting } from './enrolled-station.ts';
import { handMadeCounty, VILLAGE } from './hand-made-county.ts';
import { vaultOf } from '../support/held-keys.ts';

const CASE = 'case/01A';

test('a receipt empties the outbox, once however often it comes; only then the work is at the county', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	const ids = (await station.outbox(10)).map(({ id }) => id);
	expect((await station.onTheRoad()).cases).toEqual([
		{ doc: CASE, ids, changes: 1, since: county.time.now() }
	]);
	county.time.advance(60_000);
	const sheet = await county.place(...(await station.outbox(10)));
	expect(await station.takeReceipts(sheet)).toBe(true);
	expect(await station.takeReceipts(sheet)).toBe(true);
	expect(await station.outbox(10)).toEqual([]);
	expect(await station.caseRows()).toMatchObject([{ place: 'county', onlyHere: 0 }]);
	expect(await station.onTheRoad()).toMatchObject({ changes: 0, cases: [], lastReceipt: county.time.now() });
	expect((await station.caseView(CASE))?.state.timeline[0]?.county).toMatchObject({
		time: county.time.now()
	});
});

test('receipts of a key that the root has not appointed change nothing', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	const [change] = await station.outbox(1);
	const forged = { id: change?.id ?? '', epoch: 1, pos: 99, time: 1, standing: 'ok' as const };
	const sheet = await signReceipts([forged], await county.makeSigner());
	expect(await station.takeReceipts(sheet)).toBe(false);
	expect(await station.takeFeed([], sheet, 5, false)).toBe(false);
	expect(await station.outbox(10)).toHaveLength(1);
	expect((await station.position()).cursor).toBe(0);
});

test('a receipt key that has run out receipts nothing more, and its successor is known by the feed that it signs', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const next = await county.makeSigner();
	const now = county.time.now();
	const [appointment] = await county.say({
		type: 'appointReceiptKey',
		key: next.key,
		from: now,
		until: now + 800 * 86_400_000
	});
	await openAtVillage(station, CASE);
	const [change] = await station.outbox(1);
	if (!appointment || !change) throw new Error('nothing was written');
	county.time.advance(400 * 86_400_000);
	const late = await county.place(change);
	expect(await station.takeReceipts(late)).toBe(false);

	const placed = county.from(0).filter((one) => [appointment.id, change.id].includes(one.change.id));
	const sheet = await signReceipts(
		placed.map(({ receipt }) => receipt),
		next
	);
	expect(await station.takeFeed([appointment.line], sheet, 9, false)).toBe(true);
	expect(await station.outbox(10)).toEqual([]);
});

test('one altered letter in a batch of the feed, and none of it is taken', async () => {
	const county = await handMadeCounty();
	const author = await enrolledStation(county, VILLAGE, 'yu');
	const reader = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(author, CASE);
	await note(author, CASE, '今天来过');
	const changes = await author.outbox(10);
	const sheet = await county.place(...changes);
	const lines = changes.map(({ line }) => line);
	const altered = lines.map((line, i) => (i === 1 ? line.replace('今天', '昨天') : line));
	expect(await reader.takeFeed(altered, sheet, 7, false)).toBe(false);
	expect(await reader.caseRows()).toEqual([]);
	expect(await reader.takeFeed(lines, sheet, 7, false)).toBe(true);
	expect((await reader.caseView(CASE))?.state.notes).toMatchObject([{ text: '今天来过', clerk: 'yu' }]);
});

test('a refused change lies in quarantine with its code, out of the case and out of what is built on', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	await write(station, CASE, { 'form.remark': '坏的' }, 5);
	const [opened, refused] = await station.outbox(10);
	if (!opened || !refused) throw new Error('nothing was written');
	await station.takeRefusals([{ id: refused.id, code: 'unsafe-update' }]);

	expect(await station.outbox(10)).toHaveLength(1);
	const view = await station.caseView(CASE);
	expect(view).toMatchObject({ place: 'needs-you', refused: [{ code: 'unsafe-update', type: 'edit' }] });
	expect(view?.state.fields).toEqual({});
	expect((await station.onTheRoad()).quarantined).toMatchObject([{ id: refused.id, doc: CASE }]);
	await note(station, CASE, '再来');
	const again = (await station.outbox(10)).at(-1)?.envelope;
	// The chain goes on after it, P26; what it said is not built on, P32.
	expect(again?.prev).toBe(refused.id);
	expect(again?.seen).toEqual([opened.id]);
});

test('P54 a new epoch puts what was receipted past its base on the road again, and reads the feed anew', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	await openAtVillage(station, CASE);
	const sheet = await county.place(...(await station.outbox(10)));
	await station.takeReceipts(sheet);
	await station.takeFeed([], null, 40, false);
	const before = await station.position();
	expect(before).toMatchObject({ epoch: 1, cursor: 40 });
	await note(station, CASE, '还没送');
	const opened = Number(sheet.lines[0]?.split(' ')[1]);
	await station.beginEpoch(2, opened - 1);
	expect(await station.position()).toMatchObject({ epoch: 2, cursor: 0 });
	const outbox = await station.outbox(100);
	expect(outbox.filter(({ envelope }) => envelope.doc === CASE)).toHaveLength(2);
	expect(new Set(outbox.map(({ id }) => id)).size).toBe(outbox.length);
	const newSheet = await county.place(...outbox);
	await station.takeReceipts(newSheet);
	expect(await station.outbox(100)).toEqual([]);

	await station.beginEpoch(3, 10_000);
	expect(await station.outbox(100)).toEqual([]);
});

test('P54 where a restored author wrote another change at a place of its chain, the one that the county has counts', async () => {
	const county = await handMadeCounty();
	const station = await enrolledStation(county, VILLAGE, 'ai');
	const other = await enrolledStation(county, VILLAGE, 'yu');
	await openAtVillage(other, CASE);
	const [opened] = await other.outbox(1);
	const signer = await other.clerkSigner();
	if (!opened || !signer) throw new Error('nothing was opened');
	const { doc, device, seq, known, at } = opened.envelope;
	const place = { doc, device, seq: seq + 1, prev: opened.id, seen: [opened.id], known, at };
	const noteWith = (text: string) => writeChange(place, { type: 'note', text }, signer, other.random);
	const [lost, kept] = [await noteWith('县里丢了的'), await noteWith('县里有的')];
	const feed = async (...changes: Change[]) =>
		station.takeFeed(
			changes.map(({ line }) => line),
			await county.place(...changes),
			changes.length,
			false
		);
	const written = async () => (await station.caseView(CASE))?.state.timeline.map(({ change }) => change);

	expect(await feed(opened, lost)).toBe(true);
	expect(await written()).toEqual([opened.id, lost.id]);
	expect(await feed(opened, kept)).toBe(true);
	expect(await written()).toEqual([opened.id, kept.id]);
	expect((await station.onTheRoad()).quarantined).toMatchObject([
		{ id: lost.id, code: 'seq-taken', mine: false }
	]);
});

test('a directory of another root is not believed', async () => {
	const county = await handMadeCounty();
	const other = await handMadeCounty(2);
	const station = await openStation(stationSetting(county));
	const invite = await other.invite(VILLAGE);
	const county1 = { id: '532822', name: '勐海县' };
	const first = await station.prepareEnrolment(county1, invite, '平板');
	expect((await station.prepareEnrolment(county1, invite, '平板')).id).toBe(first.id);
	await other.place(first);
	const lines = other.directory().map(({ line }) => line);
	const sheet = await other.sheet(...other.directory());
	expect(await station.completeEnrolment(county.root, lines, sheet)).toEqual({
		ok: false,
		code: 'not-the-county'
	});
	expect(await station.identity()).toBeNull();
	expect(await station.completeEnrolment(other.root, lines, sheet)).toMatchObject({
		ok: true,
		identity: { unit: VILLAGE, block: 1 }
	});
});

test('one row that the disk spoiled hides no other work: its case says so, and the rest goes on', async () => {
	const county = await handMadeCounty();
	const setting = stationSetting(county);
	const author = await enrolledStation(county, VILLAGE, 'ai', setting);
	await openAtVillage(author, CASE);
	await note(author, CASE, '坏掉的');
	await openAtVillage(author, 'case/01B');
	const [, spoiled] = await author.outbox(10);
	author.close();
	await spoilChange(setting, spoiled?.id ?? '');

	const station = await openStation(setting);
	expect(await station.caseRows()).toHaveLength(2);
	expect(await station.outbox(10)).toHaveLength(2);
	expect(await note(station, CASE, '接着写')).toMatchObject({ ok: true });
	const view = await station.caseView(CASE);
	expect(view?.state.notes.map(({ text }) => text)).toEqual(['接着写']);
	expect(view).toMatchObject({ place: 'needs-you', refused: [{ id: spoiled?.id, code: 'malformed' }] });
	const placeOf = async () => (await station.caseRows()).find(({ doc }) => doc === CASE)?.place;
	expect(await placeOf()).toBe('needs-you');
	await station.rebuildProjections();
	expect(await placeOf()).toBe('needs-you');
	expect(await station.takeReceipts(await county.place(...(await station.outbox(10))))).toBe(true);
	expect((await station.onTheRoad()).changes).toBe(1);
});

/** One letter of the change's line turns into another. */
async function spoilChange(setting: StationSetting, id: string): Promise<void> {
	const db = new Database(setting.name, await vaultOf(setting), () => {}, setting.indexedDB);
	await db.changes
		.where('id')
		.equals(id)
		.modify((row) => void (row.line = row.line.replace('坏', '环')));
	db.close();
}
