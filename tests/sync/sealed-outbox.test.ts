import { expect, test, vi } from 'vitest';
import { sealText } from '../../src/lib/platform/sealed-file.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { rescueParcel } from '../../src/lib/device/rescue.ts';
import { openSealedLines } from '../../sync-server/open-sealed-lines.ts';
import { note } from '../device/case-work.ts';
import { putRawRow } from '../device/raw-rows.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import { isUpToDate, PASSWORD, pushedLines } from './county-and-stations.ts';
import { carrying } from './carrying.ts';
import { forgetVaultAtCounty, lostTablet } from './lost-tablet.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

test('P90 what a locked tablet holds arrives with nobody there, and no word of it is readable on the line', async () => {
	const { town, until, station, line, wire } = await lostTablet();
	wire.isUp = true;
	wire.sent.length = 0;
	line.wake();
	await until(async () => (await station.report()).changes === 0);
	expect(town.storage.changesOf('case/01A')).toMatchObject([{ receipt: { standing: 'ok' } }]);
	expect(pushedLines(wire)).toHaveLength(1);
	expect(wire.sent.join()).not.toContain('"action"');
	expect(station.isLocked()).toBe(true);
});

test('P90 once it is opened the receipts are in force, and nothing is sent or counted twice', async () => {
	const { town, until, station, line, wire, ...world } = await lostTablet();
	wire.isUp = true;
	line.wake();
	await until(async () => (await station.report()).changes === 0);
	const { pos } = town.storage.sequence();
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	expect(await station.caseRows()).toMatchObject([{ doc: 'case/01A', place: 'county', onlyHere: 0 }]);
	wire.sent.length = 0;
	await note(station, 'case/01A', '再写一条');
	await until(() => isUpToDate(town, { station, line, wire, door: world.door }));
	expect(pushedLines(wire)).toHaveLength(1);
	expect(town.storage.sequence().pos).toBe(pos + 1);
});

test('P90 receipts that came while it was locked are there after a crash before anybody opens it', async () => {
	const { until, line, wire, reopen, station } = await lostTablet();
	wire.isUp = true;
	line.wake();
	await until(async () => (await station.report()).changes === 0);
	line.close();
	const again = await reopen();
	expect((await again.report()).changes).toBe(0);
	expect(await again.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	expect(await again.caseRows()).toMatchObject([{ place: 'county', onlyHere: 0 }]);
});

test('P90 a refusal that a locked tablet hears is in quarantine once it is opened', async () => {
	const { station } = await lostTablet();
	const { changes } = (await station.sealedOutbox(10)) ?? { changes: [] };
	const ids = changes.map(({ id }) => id);
	expect(ids).toHaveLength(1);
	await station.takeRefusals(ids.map((id) => ({ id, code: 'malformed-action' })));
	expect((await station.sealedOutbox(10))?.changes).toEqual([]);
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	expect((await station.onTheRoad()).quarantined).toMatchObject([
		{ id: ids[0], doc: 'case/01A', code: 'malformed-action' }
	]);
	expect(await station.caseRows()).toMatchObject([{ place: 'needs-you', onlyHere: 0 }]);
});

test('P90 what the county cannot open it leaves where it is, and the line goes on', async () => {
	const { town, until, station, line, wire, setting, door } = await lostTablet();
	const other = toBase64Url(
		await sealText(town.sealKey.recipient, '{"device":"another-one","vault":"AAAA"}')
	);
	await forgetVaultAtCounty(setting, other);
	wire.isUp = true;
	wire.sent.length = 0;
	line.wake();
	await until(() => pushedLines(wire).length > 0 && wire.line?.flush() === 0);
	expect(line.state().status).toBe('on');
	expect((await station.report()).changes).toBe(1);
	expect(town.storage.changesOf('case/01A')).toEqual([]);
	expect(await station.takeOver('agent', PASSWORD)).toEqual({ ok: true });
	await until(() => isUpToDate(town, { station, line, wire, door }));
	expect(town.storage.changesOf('case/01A')).toHaveLength(1);
});

test('P90 the county opens only what its device sealed: another device’s key, another change’s row and altered bytes stay shut', async () => {
	const { town, station, sealed } = await lostTablet();
	const device = (await station.identity())?.device ?? '';
	const { vault, lines } = await sealed();
	const [line = ''] = lines;
	const open = (of: Partial<Parameters<typeof openSealedLines>[0]>) =>
		openSealedLines({ device, vault, lines, ...of }, town.sealKey);
	expect((await open({})).lines).toHaveLength(1);
	const shut = [
		open({ device: 'device-of-agent-two' }),
		open({ vault: vault.slice(0, -4) }),
		open({ lines: [`${'A'.repeat(43)}${line.slice(43)}`] }),
		open({ lines: [line.slice(0, -4)] })
	];
	for (const one of await Promise.all(shut)) {
		expect(one.lines).toEqual([]);
		expect(one.unopened).toHaveLength(1);
	}
});

test('P91 a locked tablet is emptied onto a stick without a password, as often as one likes', async () => {
	const { town, station, during } = await lostTablet();
	const { carry } = await carrying({ town, during });
	const made = await station.makeParcel();
	if (!made.ok) throw new Error(made.code);
	const file = new Uint8Array(await made.file.arrayBuffer());
	await carry(file);
	expect(town.storage.changesOf('case/01A')).toMatchObject([{ receipt: { standing: 'ok' } }]);
	const { pos } = town.storage.sequence();
	await carry(file);
	expect(town.storage.sequence().pos).toBe(pos);
	expect(station.isLocked()).toBe(true);
});

test('P91 a disk that this app cannot open is emptied onto a stick too, without the rows that are gone', async () => {
	const { town, station, setting, during } = await lostTablet(2);
	const { carry } = await carrying({ town, during });
	const { changes } = (await station.sealedOutbox(10)) ?? { changes: [] };
	station.close();
	const { id = '' } = changes[1] ?? {};
	await putRawRow(setting, 'changes', { id, doc: 'case/01A', device: 'gone', seq: 9, sealed: null });
	const made = await rescueParcel(setting.name, town.time, setting.indexedDB?.factory as IDBFactory);
	expect(made).toMatchObject({ ok: true, unit: VILLAGE, changes: 1, left: 1 });
	if (made.ok) await carry(new Uint8Array(await made.file.arrayBuffer()));
	expect(town.storage.changesOf('case/01A')).toHaveLength(1);
});

test('P91 where there is no disk none is made by looking', async () => {
	const { town, setting } = await lostTablet();
	const factory = setting.indexedDB?.factory as IDBFactory;
	expect(await rescueParcel('nothing-here', town.time, factory)).toEqual({ ok: false, code: 'no-disk' });
	expect((await factory.databases()).map(({ name }) => name)).not.toContain('nothing-here');
});
