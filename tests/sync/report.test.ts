import { expect, test, vi } from 'vitest';
import { note, openAtVillage } from '../device/case-work.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate } from './county-and-stations.ts';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

test('P53 a device that comes back tells what it has, and again when all is sent; between them the county keeps the last', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	village.wire.isUp = false;
	village.wire.line?.cut();
	await until(() => village.line.state().status === 'off');
	expect(town.storage.contacts()[0]?.report).toMatchObject({ app: 'test', changes: 0, numbers: 0 });
	await openAtVillage(village.station, 'case/01A');
	await note(village.station, 'case/01A', '一');
	expect(town.storage.contacts()[0]?.report).toMatchObject({ changes: 0 });

	village.wire.sent.length = 0;
	village.wire.isUp = true;
	village.line.wake();
	await until(() => isUpToDate(town, village));
	await until(() => town.county.greeted()[0]?.report?.changes === 0);
	const told = village.wire.sent.filter((frame) => frame.startsWith('{"type":"report"'));
	expect(told.map((frame) => JSON.parse(frame) as unknown)).toMatchObject([
		{ changes: 2, cases: 1, oldest: town.time.now(), numbers: 1 },
		{ changes: 0, cases: 0, oldest: null, numbers: 1 }
	]);
});

test('P53 while nothing changes it says nothing; what changed it tells when the county is asked next', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	village.wire.sent.length = 0;
	town.time.advance(20_000);
	await until(() => village.wire.sent.length === 1);
	expect(village.wire.sent[0]).toContain('ping');
	await village.station.takeNumber();
	town.time.advance(20_000);
	await until(() => town.county.greeted()[0]?.report?.numbers === 1);
});

test('P55 a device on the line has the newest checkpoint of the county’s log, at the latest when it asks whether the county is there', async () => {
	const { town, desk, until } = await countyAndStations();
	const village = await desk(VILLAGE, 'agent');
	const size = () => town.storage.logHead()?.size;
	expect((await village.station.recordProof())?.size).toBeGreaterThan(0);
	await openAtVillage(village.station, 'case/01A');
	await until(() => isUpToDate(town, village));
	town.time.advance(20_000);
	await until(async () => (await village.station.recordProof())?.size === size());
	expect(await village.station.recordProof()).toMatchObject({
		note: town.county.log.checkpoint(),
		epoch: 1,
		other: null
	});
});
