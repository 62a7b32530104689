import { sealedLine } from '../../src/lib/changes/sealed-change.ts';
import { openStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import type { Settings } from '../../src/lib/device/rows.ts';
import { note, openAtVillage } from '../device/case-work.ts';
import { stationSetting } from '../device/enrolled-station.ts';
import { rawRows, putRawRow } from '../device/raw-rows.ts';
import { VILLAGE } from '../sync-server/small-county.ts';
import { heldKeys } from '../support/held-keys.ts';
import { countyAndStations } from './county-and-stations.ts';

/** A village's tablet that was cut off when it wrote a case of so many changes, and locked by a restart since. */
export async function lostTablet(changes = 1) {
	const world = await countyAndStations();
	const hold = heldKeys();
	const setting = { ...stationSetting(world.town), hold };
	const village = await world.desk(VILLAGE, 'agent', setting);
	const { wire } = village;
	wire.isUp = false;
	wire.line?.cut();
	village.line.close();
	await openAtVillage(village.station, 'case/01A');
	for (let i = 1; i < changes; i++) await note(village.station, 'case/01A', `第 ${i} 条`);
	village.station.close();
	hold.forget();
	const station = await openStation(setting);
	const line = world.lineOf(wire, station);

	async function reopen() {
		station.close();
		return openStation(setting);
	}

	/** As it would push it. */
	async function sealed() {
		const outbox = await station.sealedOutbox(100);
		return { vault: outbox?.vault ?? '', lines: outbox?.changes.map(sealedLine) ?? [] };
	}

	return { ...world, station, line, wire, setting, reopen, sealed };
}

/** As on a disk whose vault the county has never been given the key of, or another thing in its place. */
export async function forgetVaultAtCounty(setting: StationSetting, instead?: string): Promise<void> {
	const rows = (await rawRows(setting, 'settings')) as { name: string; value: Settings['vault'] }[];
	const row = rows.find(({ name }) => name === 'vault');
	if (!row) throw new Error('this disk has no vault');
	const atCounty = instead === undefined ? null : { key: instead, sealedFor: '' };
	await putRawRow(setting, 'settings', { name: 'vault', value: { ...row.value, atCounty } });
}
