import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openStation, type OpenStation, type StationSetting } from '../../src/lib/device/open-station.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import type { Locks } from '../../src/lib/platform/seams.ts';
import { COUNTY, type HandMadeCounty } from './hand-made-county.ts';
import { heldKeys, quickStretch } from '../support/held-keys.ts';

// Without an IndexedDB of its own to point at, Dexie takes this for a server and never runs a live query.
Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });

/** Of every clerk of these stations. */
export const PASSWORD = '茶马古道';

/** One page's locks: exclusive, in the order of asking. */
export function pageLocks(): Locks {
	const held = new Map<string, Promise<unknown>>();
	return {
		hold(name, work) {
			const turn = (held.get(name) ?? Promise.resolve()).then(work, work);
			held.set(name, turn);
			return turn;
		}
	};
}

export function stationSetting(county: Pick<HandMadeCounty, 'time' | 'random'>): StationSetting {
	return {
		name: 'yizhan',
		clock: county.time,
		random: county.random.branch(),
		locks: pageLocks(),
		hold: heldKeys(),
		stretch: quickStretch,
		calendar: officialCalendar,
		fetchPhotograph: async () => null,
		storageEstimate: async () => null,
		app: 'test',
		release: async () => 0,
		gone: () => {},
		indexedDB: { factory: new IDBFactory(), keyRange: IDBKeyRange }
	};
}

/** A device of the unit with the clerk's hand on it, everything of it at the county. */
export async function enrolledStation(
	county: HandMadeCounty,
	unit: string,
	clerk: string,
	setting: StationSetting = stationSetting(county)
): Promise<OpenStation> {
	const station = await openStation(setting);
	const invite = await county.invite(unit);
	const enrol = await station.prepareEnrolment(COUNTY, invite, `${clerk}的平板`);
	await county.place(enrol);
	const directory = county.directory();
	const lines = directory.map(({ line }) => line);
	const completed = await station.completeEnrolment(county.root, lines, await county.sheet(...directory));
	if (!completed.ok) throw new Error(completed.code);
	const made = await station.makeClerkKey(clerk, PASSWORD);
	if (!made.ok) throw new Error(made.code);
	const signer = await station.deviceSigner();
	const bound =
		signer && (await station.authorDirectory([{ type: 'bindKey', clerk, key: made.key }], signer));
	if (!bound?.ok) throw new Error('the key was not bound');
	await station.takeReceipts(await county.place(...bound.changes));
	const taken = await station.takeOver(clerk, PASSWORD);
	if (!taken.ok) throw new Error(taken.code);
	return station;
}
