import { expect, test, vi } from 'vitest';
import type { Change } from '../../src/lib/changes/change.ts';
import { Database } from '../../src/lib/device/database.ts';
import type { StationSetting } from '../../src/lib/device/open-station.ts';
import { rowOfChange } from '../../src/lib/device/rows.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { OTHER_VILLAGE, VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate, pushedLines, type Desk, PASSWORD } from './county-and-stations.ts';
import { vaultOf } from '../support/held-keys.ts';

const CASE = 'case/01A';

async function cutOff({ wire, line }: Desk, until: (isSo: () => boolean) => Promise<void>): Promise<void> {
	wire.isUp = false;
	wire.line?.cut();
	await until(() => line.state().status === 'off');
	wire.sent.length = 0;
}

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

test('P10 P11 what was done off the line arrives once when it is back, and no word more is sent', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	await cutOff(village, until);
	await openAtVillage(village.station, CASE);
	for (const text of ['一', '二', '三']) await note(village.station, CASE, text);
	expect(town.storage.changesOf(CASE)).toEqual([]);

	village.wire.isUp = true;
	village.line.wake();
	await until(() => isUpToDate(town, village));
	const atCounty = town.storage.changesOf(CASE);
	expect(atCounty).toHaveLength(4);
	expect(pushedLines(village.wire)).toEqual(atCounty.map(({ line }) => line));
	await until(() => village.wire.sent.length === 5);
	expect(village.wire.sent.map((frame) => /"type":"(\w+)"/.exec(frame)?.[1])).toEqual([
		'hello',
		'report',
		'push',
		'got',
		'report'
	]);
	expect(await village.station.caseRows()).toMatchObject([{ place: 'county', onlyHere: 0 }]);
});

test('P10 a line that breaks between commit and answer: pushed again, stored once, receipted as before', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	await openAtVillage(village.station, CASE);
	// The push arrives, its answer does not.
	while (pushedLines(village.wire).length < 2) await new Promise((resolve) => setImmediate(resolve));
	while (village.wire.line?.deliver('county'));
	while (town.storage.changesOf(CASE).length === 0) {
		await town.county.quiet();
		town.commit();
	}
	const receipt = town.storage.changesOf(CASE)[0]?.receipt;
	expect(receipt).toBeTruthy();
	village.wire.line?.cut();
	await until(() => village.line.state().status === 'off');
	expect(await village.station.outbox(5)).toHaveLength(1);

	town.time.advance(1000);
	await until(() => isUpToDate(town, village));
	expect(town.storage.changesOf(CASE).map((stored) => stored.receipt)).toEqual([receipt]);
	const view = await village.station.caseView(CASE);
	expect(view?.state.timeline[0]?.county?.pos).toBe(receipt?.pos);
	expect(town.failures).toEqual([]);
});

test('P42 P44 what one device of a village wrote comes to the other, not back to itself, and to no other village', async () => {
	const { town, desk, until } = await countyAndStations();
	const one = await desk(VILLAGE, 'agent');
	const two = await desk(VILLAGE, 'agent');
	const elsewhere = await desk(OTHER_VILLAGE, 'other-agent');
	await cutOff(two, until);
	await openAtVillage(one.station, CASE);
	await note(one.station, CASE, '在路上');
	await until(() => isUpToDate(town, one));
	two.wire.isUp = true;
	two.line.wake();
	await until(async () => (await isUpToDate(town, two)) && (await isUpToDate(town, elsewhere)));
	const [here, there] = await Promise.all([one.station.caseView(CASE), two.station.caseView(CASE)]);
	expect(there).toEqual(here);
	expect(here?.current).toBe(true);
	expect(await elsewhere.station.caseRows()).toEqual([]);
});

test('a line that is down is tried again after longer and longer pauses, and at once when woken', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	await cutOff(village, until);
	const { wire, line } = village;
	const tried = async (attempts: number) =>
		until(() => wire.attempts === attempts && line.state().status === 'off');
	const start = wire.attempts;
	const pauses: number[] = [];
	for (let i = 1; i <= 9; i++) {
		const due = town.time.next() ?? 0;
		pauses.push(due - town.time.now());
		town.time.advance(due - town.time.now());
		await tried(start + i);
	}
	pauses.forEach((pause, i) => {
		const whole = Math.min(1000 * 2 ** i, 60_000);
		expect(pause).toBeGreaterThanOrEqual(whole / 2);
		expect(pause).toBeLessThanOrEqual(whole);
	});
	wire.isUp = true;
	line.wake();
	await until(() => line.state().status === 'on');
	expect(line.state()).toMatchObject({ trouble: null, clockAhead: 0 });
});

test('P9 a line that says nothing is asked, then given up, and another one opened', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const { wire, line } = village;
	const silent = wire.line;
	town.time.advance(20_000);
	expect(wire.sent.at(-1)).toBe('{"type":"ping"}');
	expect(line.state().status).toBe('on');
	// Nobody moves its frames.
	town.time.advance(15_000);
	expect(line.state()).toMatchObject({ status: 'off', ticket: null, trouble: null });
	expect(silent?.open).toBe(false);
	town.time.advance(1000);
	await until(() => line.state().status === 'on');
	town.time.advance(20_000);
	await until(() => line.state().lastContact === town.time.now());
	town.time.advance(15_000);
	expect(line.state().status).toBe('on');
});

test('P6 a device whose chain is behind the county was restored: it writes no more and is not tried again', async () => {
	const { town, desk, until, lineOf } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	await openAtVillage(village.station, CASE);
	await until(() => isUpToDate(town, village));
	village.line.close();
	const old = await village.station.head();
	const restored = lineOf(village.wire, {
		...village.station,
		head: async () => ({ seq: old.seq - 1, id: 'x'.repeat(43) })
	});
	await until(() => restored.state().trouble === 'fork');
	const { attempts } = village.wire;
	restored.wake();
	town.time.advance(600_000);
	expect(village.wire.attempts).toBe(attempts);
	expect(await note(village.station, CASE, '旧的')).toEqual({ ok: false, code: 'forked' });
});

test('P8 P34 a revoked device hands over what it still holds, held for a person to admit, and writes no more', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const device = (await village.station.identity())?.device ?? '';
	await cutOff(village, until);
	await openAtVillage(village.station, CASE);
	await town.decree({ type: 'revokeDevice', device, reason: '丢了' });
	village.wire.isUp = true;
	village.line.wake();
	await until(() => village.line.state().trouble === 'revoked' && village.line.state().status === 'off');
	expect(town.storage.changesOf(CASE)).toMatchObject([{ receipt: { standing: 'held' } }]);
	expect(await village.station.outbox(5)).toEqual([]);
	expect(await note(village.station, CASE, '还想写')).toEqual({ ok: false, code: 'revoked' });
});

test('P20 P26 a change that the gate refuses lies in quarantine, and what comes after it arrives', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const signer = await village.station.deviceSigner();
	if (!signer) throw new Error('no key');
	await cutOff(village, until);
	const made = await village.station.makeClerkKey('window', PASSWORD);
	if (!made.ok) throw new Error(made.code);
	const { key } = made;
	// Nobody gave that clerk's password on this device (P25).
	await village.station.authorDirectory([{ type: 'bindKey', clerk: 'window', key }], signer);
	await openAtVillage(village.station, CASE);
	village.wire.isUp = true;
	village.line.wake();
	await until(() => isUpToDate(town, village));
	expect((await village.station.onTheRoad()).quarantined).toMatchObject([{ code: 'not-signed-in' }]);
	expect(await village.station.keyStanding('window')).toBe('no');
	expect(town.storage.changesOf(CASE)).toMatchObject([{ receipt: { standing: 'ok' } }]);
});

test('P30 P31 what waits at the county for a change of another is not pushed again on that line, nor what follows it, and is receipted by itself', async () => {
	const { town, desk, until } = await countyAndStations();
	const setting = stationSetting(town);
	const village = await desk(VILLAGE, 'agent', setting);
	const other = await desk(VILLAGE, 'agent-two');
	// On a stick, as it were: the one has a change of the other that the county has not.
	await cutOff(other, until);
	await openAtVillage(other.station, CASE);
	const [missing] = await other.station.outbox(1);
	if (!missing) throw new Error('nothing was written');
	await handOver(setting, missing);
	await note(village.station, CASE, '看见了才写的');
	await until(() => town.storage.changesOf(CASE).length === 1);
	await openAtVillage(village.station, 'case/01B');
	await note(village.station, 'case/01B', '别的事');
	await until(() => village.wire.sent.filter((frame) => frame.includes('别的事')).length === 1);
	await until(async () => (await village.station.caseView('case/01B'))?.onlyHere.length === 2);
	expect(town.storage.changesOf(CASE)[0]?.receipt).toBeNull();
	expect((await village.station.caseView(CASE))?.place).toBe('here');
	expect(pushedLines(village.wire).filter((line) => line.includes('看见了才写的'))).toHaveLength(1);

	other.wire.isUp = true;
	other.line.wake();
	await until(async () => (await isUpToDate(town, village)) && (await isUpToDate(town, other)));
	expect(pushedLines(village.wire).filter((line) => line.includes('看见了才写的'))).toHaveLength(1);
	expect((await village.station.caseView(CASE))?.place).toBe('county');
	expect((await other.station.caseView(CASE))?.state.notes).toMatchObject([{ text: '看见了才写的' }]);
});

/** Puts a change of another device on the disk, with no receipt. */
async function handOver(setting: StationSetting, change: Change): Promise<void> {
	const disk = new Database(setting.name, await vaultOf(setting), () => {}, setting.indexedDB);
	await disk.changes.add(rowOfChange(change));
	disk.close();
}
