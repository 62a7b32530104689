import { expect, test, vi } from 'vitest';
import { signIn } from '../../src/lib/commands/sign-in.ts';
import { openStation } from '../../src/lib/device/open-station.ts';
import { openVault } from '../../sync-server/open-vault.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import { heldKeys } from '../support/held-keys.ts';
import { forgetVaultAtCounty, lostTablet } from './lost-tablet.ts';
import { countyAndStations, isUpToDate, PASSWORD } from './county-and-stations.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

/** A village's tablet with a case on it, locked by a restart. */
async function lockedTablet() {
	const world = await countyAndStations();
	const hold = heldKeys();
	const setting = { ...stationSetting(world.town), hold };
	const village = await world.desk(VILLAGE, 'agent', setting);
	await openAtVillage(village.station, 'case/01A');
	village.line.close();
	village.station.close();
	hold.forget();
	const station = await openStation(setting);
	const line = world.lineOf(village.wire, station);
	return { ...world, station, line, setting, hold };
}

test('P59 a colleague who was never here, and one whose password is another now, come in by the county’s word', async () => {
	const { station, line, door, during } = await lockedTablet();
	expect(station.isLocked()).toBe(true);
	expect(await during(signIn(station, door, line, 'agent-two', PASSWORD))).toMatchObject({
		ok: true,
		value: { clerk: 'agent-two' }
	});
	expect(await station.caseRows()).toHaveLength(1);
	await station.signOut();
	expect(await station.takeOver('agent-two', PASSWORD)).toEqual({ ok: true });
	expect(await station.caseRows()).toHaveLength(1);
});

test('P59 a clerk whose password the county has changed makes a new slot with it', async () => {
	const { station, line, door, during } = await lockedTablet();
	const changed = {
		signIn: (who: Parameters<typeof door.signIn>[0]) => door.signIn({ ...who, password: PASSWORD })
	};
	expect(await during(signIn(station, changed, line, 'agent', '新密码2026'))).toMatchObject({ ok: true });
	await station.signOut();
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: false, code: 'wrong-password' });
	expect(await station.takeOver('agent', '新密码2026')).toEqual({ ok: true });
	expect(await station.caseRows()).toHaveLength(1);
});

test('P59 the county opens no vault for a clerk of another unit, for another device, or for one that it revoked', async () => {
	const { town, station } = await lockedTablet();
	const sealed = (await station.vaultAtCounty()) ?? '';
	const device = (await station.identity())?.device ?? '';
	const ask = (who: { device?: string; clerk?: string; sealed?: string }) =>
		openVault({ device, clerk: 'agent', sealed, ...who }, town.county.directory(), town.sealKey);
	expect(await ask({})).toMatch(/^[A-Za-z0-9_-]{43}$/);
	expect(await ask({ clerk: 'other-agent' })).toBeNull();
	expect(await ask({ clerk: 'nobody' })).toBeNull();
	expect(await ask({ sealed: 'x' })).toBeNull();
	expect(await ask({ sealed: sealed.slice(0, -4) })).toBeNull();
	const other = await town.enrol(VILLAGE, 'agent-two');
	expect(await ask({ device: other.id })).toBeNull();
	await town.decree({ type: 'revokeDevice', device, reason: '丢了' });
	expect(await ask({})).toBeNull();
});

test('P59 where the county opens nothing, a right password alone does not come in, and what is locked stays', async () => {
	const { station, line, door, during } = await lockedTablet();
	const mute = {
		signIn: ({ account, password, device }: Parameters<typeof door.signIn>[0]) =>
			door.signIn({ account, password, device })
	};
	expect(await during(signIn(station, mute, line, 'agent-two', PASSWORD))).toEqual({
		ok: false,
		code: 'vault-locked'
	});
	expect(await during(signIn(station, mute, line, 'agent', PASSWORD))).toMatchObject({ ok: true });
	expect(await station.caseRows()).toHaveLength(1);
	expect(await during(signIn(station, mute, line, 'agent-two', PASSWORD))).toMatchObject({ ok: true });
});

test('P60 a locked device has a line and takes no case in until somebody opens it', async () => {
	const world = await countyAndStations();
	const { town, until, desk, lineOf } = world;
	const hold = heldKeys();
	const setting = { ...stationSetting(town), hold };
	const village = await desk(VILLAGE, 'agent', setting);
	await openAtVillage(village.station, 'case/01A');
	await until(() => isUpToDate(town, village));
	village.line.close();
	await note(village.station, 'case/01A', '没送');
	village.station.close();
	hold.forget();
	const other = await desk(VILLAGE, 'agent-two');
	await note(other.station, 'case/01A', '同事写的');
	await until(() => isUpToDate(town, other));

	const station = await openStation(setting);
	const line = lineOf(village.wire, station);
	village.wire.sent.length = 0;
	const isReport = (frame: string) => frame.startsWith('{"type":"report"');
	await until(() => village.wire.sent.some(isReport) && village.wire.line?.flush() === 0);
	expect(village.wire.sent.some((frame) => frame.includes('"got"'))).toBe(false);

	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	await until(() => isUpToDate(town, { ...village, station, line }));
	expect((await station.caseView('case/01A'))?.state.notes.map(({ text }) => text).sort()).toEqual(
		['同事写的', '没送'].sort()
	);
});

test('P54 P60 a new epoch that a locked device hears of is not lost: what was receipted is pushed again once it is opened', async () => {
	const { town, station, line, until } = await lockedTablet();
	await station.beginEpoch(2, 0);
	expect((await station.report()).changes).toBeGreaterThan(1);
	line.close();
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	expect((await station.outbox(100)).length).toBe((await station.report()).changes);
	await until(() => true);
	expect(town.failures).toEqual([]);
});

test('P8 a device that is revoked hands over what it has, and then nobody opens it again', async () => {
	const { town, until, desk } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const { station, line, wire } = village;
	const device = (await station.identity())?.device ?? '';
	wire.isUp = false;
	wire.line?.cut();
	await until(() => line.state().status === 'off');
	await openAtVillage(station, 'case/01A');
	await town.decree({ type: 'revokeDevice', device, reason: '丢了' });
	wire.isUp = true;
	line.wake();
	await until(() => line.state().trouble === 'revoked');
	expect(town.storage.changesOf('case/01A')).toMatchObject([{ receipt: { standing: 'held' } }]);
	expect(station.isLocked()).toBe(true);
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: false, code: 'never-signed-in-here' });
	expect(await station.vaultAtCounty()).toBeNull();
	expect(await station.caseRows()).toEqual([]);
});

test('P8 P90 a locked tablet that is revoked hands over what it holds, as held work, and then nobody opens it again', async () => {
	const { town, until, station, line, wire } = await lostTablet();
	const device = (await station.identity())?.device ?? '';
	await town.decree({ type: 'revokeDevice', device, reason: '丢了' });
	wire.isUp = true;
	line.wake();
	await until(() => line.state().trouble === 'revoked');
	expect(town.storage.changesOf('case/01A')).toMatchObject([{ receipt: { standing: 'held' } }]);
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: false, code: 'never-signed-in-here' });
	expect(await station.vaultAtCounty()).toBeNull();
	expect((await station.report()).changes).toBe(0);
});

test('P8 P90 a locked tablet that is revoked keeps its slots while it holds what the county cannot open', async () => {
	const { town, until, station, line, wire, setting } = await lostTablet();
	await forgetVaultAtCounty(setting);
	const device = (await station.identity())?.device ?? '';
	await town.decree({ type: 'revokeDevice', device, reason: '丢了' });
	wire.isUp = true;
	line.wake();
	await until(async () => (await station.ended()) === 'revoked');
	expect(line.state().trouble).toBeNull();
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	await until(() => line.state().trouble === 'revoked');
	expect(town.storage.changesOf('case/01A')).toMatchObject([{ receipt: { standing: 'held' } }]);
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: false, code: 'never-signed-in-here' });
});
