import type { DirectoryState, Unit } from '$lib/documents/directory/state.ts';
import type { StationContact } from '$lib/sync/door-answers.ts';
import { groupRows } from './register.ts';
import { bandOf, silenceOf, type Silence, type SilenceBand } from './silence.ts';

/** One device as the county's pages show it: what the directory says of it, and when it was heard of. */
export type StationRow = StationContact & {
	id: string;
	unitName: string;
	silence: Silence;
	band: SilenceBand;
};

/** `now` by the county's clock, ms. */
export function stationRow(contact: StationContact, directory: DirectoryState, now: number): StationRow {
	const silence = silenceOf(contact, now);
	return {
		...contact,
		id: contact.device,
		unitName: directory.units[contact.unit]?.short ?? contact.unit,
		silence,
		band: bandOf(silence)
	};
}

/** How a unit stands on the county's road: by the device of it that was heard of last. */
export type UnitStop = { unit: Unit; band: SilenceBand | 'none'; devices: number; unsent: boolean };

/** One road for each township, with the stations of its villages; the county and its departments have the first. */
export type TownRoad = { head: Unit; stops: UnitStop[] };

/** Only units that are open. A unit without a device has a stop too: nobody can serve there. */
export function townRoads(directory: DirectoryState, rows: readonly StationRow[]): TownRoad[] {
	const byUnit = groupRows(
		rows.filter(({ revoked }) => !revoked),
		({ unit }) => unit
	);
	const stopOf = (unit: Unit): UnitStop => {
		const devices = byUnit.get(unit.id) ?? [];
		const newest = devices.reduce<StationRow | null>(
			(best, one) => (best === null || (one.lastSeen ?? -1) > (best.lastSeen ?? -1) ? one : best),
			null
		);
		const unsent = devices.some(({ report }) => (report?.changes ?? 0) + (report?.photographs ?? 0) > 0);
		return { unit, band: newest?.band ?? 'none', devices: devices.length, unsent };
	};
	const open = Object.values(directory.units).filter(({ closed }) => !closed);
	const below = (parent: string, level: Unit['level']) =>
		open.filter((unit) => unit.parent === parent && unit.level === level).map(stopOf);
	return open.flatMap((head) => {
		if (head.level === 'county') return [{ head, stops: [stopOf(head), ...below(head.id, 'department')] }];
		return head.level === 'township' ? [{ head, stops: [stopOf(head), ...below(head.id, 'village')] }] : [];
	});
}
