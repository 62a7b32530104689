import { expect, test, vi } from 'vitest';
import { openStation } from '../../src/lib/device/open-station.ts';
import { shareLine, type LineWord } from '../../src/lib/sync/shared-line.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { pageLocks, stationSetting } from '../device/enrolled-station.ts';
import { tabsOfOneBrowser } from '../support/tabs.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import { countyAndStations, isUpToDate, pushedLines } from './county-and-stations.ts';

const CASE = 'case/01A';

// Keys are derived slowly on purpose, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

test('of two tabs one has the line, and what is written in the other goes over it; when it closes the other takes its place', async () => {
	const { town, desk, until } = await countyAndStations();
	const setting = stationSetting(town);
	const first = await desk(VILLAGE, 'agent', setting);
	first.line.close();
	await until(() => first.wire.line?.open === false);
	const { wire } = first;
	const before = wire.attempts;

	const locks = pageLocks();
	const tab = tabsOfOneBrowser<LineWord>();
	const lineOfTab = (store: typeof first.station) =>
		shareLine({
			...{ network: wire, store, clock: town.time, timers: town.time, random: town.random.branch() },
			...{ locks, tabs: tab() }
		});
	const holder = lineOfTab(first.station);
	const second = await openStation(setting);
	const follower = lineOfTab(second);
	const states: string[] = [];
	follower.watch(({ status }) => states.push(status));
	await until(() => follower.state().status === 'on');
	expect(wire.attempts).toBe(before + 1);
	expect(follower.state()).toEqual(holder.state());
	expect(follower.state().ticket).not.toBeNull();
	expect(states).toContain('connecting');

	await openAtVillage(second, CASE);
	await until(() => isUpToDate(town, { ...first, line: holder }));
	expect(town.storage.changesOf(CASE)).toHaveLength(1);
	const late = lineOfTab(await openStation(setting));
	expect(late.state().status).toBe('on');
	late.close();

	holder.close();
	await until(() => follower.state().status === 'on' && wire.attempts === before + 2);
	await note(second, CASE, '另一个窗口');
	await until(() => isUpToDate(town, { ...first, station: second, line: follower }));
	expect(town.storage.changesOf(CASE)).toHaveLength(2);
	expect(new Set(pushedLines(wire)).size).toBe(pushedLines(wire).length);
	follower.close();
});
