import { expect, test, vi } from 'vitest';
import { enrolDevice } from '../../src/lib/commands/enrol-device.ts';
import { redoForkedWork } from '../../src/lib/commands/redo-forked-work.ts';
import { signIn } from '../../src/lib/commands/sign-in.ts';
import { openStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import type { ChangeRow } from '../../src/lib/device/rows.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import {
	countyAndStations,
	isUpToDate,
	PASSWORD,
	type CountyAndStations,
	type Desk
} from './county-and-stations.ts';

const CASE = 'case/01A';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

/** Makes the disk what it was when the chain ended at `seq`, and `unanswered` of it had no receipt yet. */
async function restoreDisk({ name, indexedDB }: StationSetting, device: string, seq: number, unanswered = 0) {
	const disk = await answerOf(indexedDB?.factory.open(name));
	const tables = ['changes', 'receipts', 'outbox', 'settings'];
	const [changes, receipts, outbox, settings] = ((transaction) =>
		tables.map((table) => transaction.objectStore(table)))(disk.transaction(tables, 'readwrite'));
	const chain = ((await answerOf(changes?.getAll())) as ChangeRow[]).filter((row) => row.device === device);
	for (const { id } of chain.filter((row) => row.seq > seq)) changes?.delete(id);
	for (const { id } of chain.filter((row) => row.seq > seq - unanswered)) receipts?.delete(id);
	for (const { id, doc } of chain.filter((row) => row.seq <= seq && row.seq > seq - unanswered)) {
		outbox?.add({ id, doc, since: 0 });
	}
	const head = chain.find((row) => row.seq === seq);
	await answerOf(settings?.put({ name: 'head', value: { seq, id: head?.id } }));
	disk.close();
}

function answerOf<T>(request: IDBRequest<T> | undefined): Promise<T> {
	return new Promise((resolve, reject) => {
		if (!request) return reject(new Error('there is no disk'));
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the disk failed'));
	});
}

async function enrolAnew({ during, inviteTo, until, town }: CountyAndStations, desk: Desk) {
	const { station, line, door } = desk;
	expect(await during(enrolDevice(station, door, await inviteTo(VILLAGE), '恢复过的'))).toMatchObject({
		ok: true,
		value: { unit: VILLAGE, block: 2 }
	});
	expect(await station.ended()).toBeNull();
	expect(await station.signedIn()).toBeNull();
	expect(await during(signIn(station, door, line, 'agent', PASSWORD))).toMatchObject({ ok: true });
	await until(() => isUpToDate(town, desk));
}

function notesAt({ town }: CountyAndStations) {
	return town.storage
		.changesOf(CASE)
		.flatMap(({ line }) => /"type":"note","text":"(.+?)"/.exec(line)?.[1] ?? []);
}

test('P7 a restored device enrols anew: its lost work comes back, what it had not sent is authored anew, once', async () => {
	const world = await countyAndStations();
	const { town, until, desk, lineOf } = world;
	const setting = stationSetting(town);
	const village = await desk(VILLAGE, 'agent', setting);
	const { station, wire } = village;
	const old = await station.identity();
	await openAtVillage(station, CASE);
	await note(station, CASE, '恢复前');
	await until(() => isUpToDate(town, village));
	const { seq } = await station.head();
	village.line.close();

	await restoreDisk(setting, old?.device ?? '', seq - 1);
	await note(station, CASE, '恢复后');
	await openAtVillage(station, 'case/01B');
	const printed = (await station.caseView('case/01B'))?.state.number;
	village.line = lineOf(wire, station);
	await until(async () => (await station.ended()) === 'forked' && village.line.state().status === 'off');
	expect(await note(station, CASE, '旧名义')).toEqual({ ok: false, code: 'forked' });
	const { attempts } = wire;
	village.line.wake();
	await until(() => true);
	expect(wire.attempts).toBe(attempts);

	await enrolAnew(world, village);
	expect(await station.caseRows()).toMatchObject([{ place: 'needs-you' }, { place: 'needs-you' }]);
	expect((await station.onTheRoad()).quarantined).toMatchObject([{ code: 'forked' }, { code: 'forked' }]);
	const left = await station.forkedWork();
	expect(left).toHaveLength(2);
	await Promise.all([redoForkedWork(station), redoForkedWork(station)]);
	await until(() => isUpToDate(town, village));

	expect(notesAt(world)).toEqual(['恢复前', '恢复后']);
	expect(await station.forkedWork()).toEqual([]);
	expect((await station.onTheRoad()).quarantined).toEqual([]);
	const anew = town.storage.changesOf('case/01B');
	expect(anew).toHaveLength(1);
	expect(anew[0]?.line).toContain(`"redoes":"${left[1]}"`);
	expect(anew[0]?.line).toContain(printed ?? 'no number');
	expect((await station.caseView('case/01B'))?.place).toBe('county');
	expect((await station.caseView(CASE))?.state.notes.map(({ text }) => text)).toEqual(['恢复前', '恢复后']);
	expect(town.failures).toEqual([]);
});

test('P7 a tab that has not heard yet of the key under the new name writes nothing with the old one', async () => {
	const world = await countyAndStations();
	const { town, until, desk, lineOf } = world;
	const setting = stationSetting(town);
	const village = await desk(VILLAGE, 'agent', setting);
	const { station, wire } = village;
	const old = await station.identity();
	await openAtVillage(station, CASE);
	await note(station, CASE, '恢复前');
	await until(() => isUpToDate(town, village));
	const { seq } = await station.head();
	village.line.close();
	const secondTab = await openStation(setting);
	expect(await secondTab.signedIn()).not.toBeNull();

	await restoreDisk(setting, old?.device ?? '', seq - 1);
	village.line = lineOf(wire, station);
	await until(async () => (await station.ended()) === 'forked' && village.line.state().status === 'off');
	await enrolAnew(world, village);
	expect(await secondTab.signedIn()).toBeNull();
	expect(await note(secondTab, CASE, '第二页')).toEqual({ ok: false, code: 'not-signed-in' });
	expect(await note(station, CASE, '第一页')).toMatchObject({ ok: true });
	secondTab.close();
});

test('P7 the refusal of its own place tells a device that it was restored, where the line is cut before the word of it comes', async () => {
	const { desk } = await countyAndStations();
	const { station, line } = await desk(VILLAGE, 'agent');
	line.close();
	await openAtVillage(station, CASE);
	const [first] = await station.outbox(1);
	await station.takeRefusals([{ id: first?.id ?? '', code: 'seq-taken' }]);
	expect((await station.onTheRoad()).quarantined).toMatchObject([{ code: 'seq-taken' }]);
	expect(await station.ended()).toBe('forked');
	expect(await note(station, CASE, '旧名义')).toEqual({ ok: false, code: 'forked' });
});

test('P6 what had reached the county before the disk was restored is not authored a second time', async () => {
	const world = await countyAndStations();
	const { town, until, desk, lineOf } = world;
	const setting = stationSetting(town);
	const village = await desk(VILLAGE, 'agent', setting);
	const { station, wire } = village;
	await openAtVillage(station, CASE);
	await note(station, CASE, '一');
	await note(station, CASE, '二');
	await until(() => isUpToDate(town, village));
	village.line.close();
	const { seq } = await station.head();
	await restoreDisk(setting, (await station.identity())?.device ?? '', seq - 1, 1);
	village.line = lineOf(wire, station);
	await until(async () => (await station.ended()) === 'forked');

	await enrolAnew(world, village);
	expect(await station.forkedWork()).toEqual([]);
	expect((await station.onTheRoad()).quarantined).toEqual([]);
	expect(notesAt(world)).toEqual(['一', '二']);
	expect((await station.caseView(CASE))?.state.notes).toHaveLength(2);
});

test('P6 while the feed has not told what the county has, and for a clerk who did not write it, nothing is authored anew', async () => {
	const world = await countyAndStations();
	const { town, until, desk, during, inviteTo, door } = world;
	const village = await desk(VILLAGE, 'agent');
	const { station, line, wire } = village;
	await openAtVillage(station, CASE);
	await until(() => isUpToDate(town, village));
	wire.isUp = false;
	wire.line?.cut();
	await until(() => line.state().status === 'off');
	await note(station, CASE, '没送出');
	await station.markForked();
	await during(enrolDevice(station, door, await inviteTo(VILLAGE), '恢复过的'));
	expect((await station.onTheRoad()).quarantined).toMatchObject([{ code: 'forked' }]);
	expect(await station.takeFeed([], null, 1, true)).toBe(true);
	expect(await station.forkedWork()).toEqual([]);

	wire.isUp = true;
	await during(signIn(station, door, line, 'agent-two', PASSWORD));
	await until(() => isUpToDate(town, village));
	expect(await station.forkedWork()).toEqual([]);
	const [theirs] = (await station.onTheRoad()).quarantined;
	expect(theirs?.mine).toBe(false);
	expect(await station.authorAnew(theirs?.id ?? '')).toEqual({ ok: false, code: 'not-in-role' });
	await during(signIn(station, door, line, 'agent', PASSWORD));
	expect(await station.forkedWork()).toHaveLength(1);
});
