import type { CountyHouse } from './county-house.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** Everything that goes wrong in a world, as the tests count it. */
export const FAULTS = [
	'county-dies',
	'county-disk-fails',
	'county-restored',
	'device-dies',
	'device-disk-full',
	'device-disk-fails',
	/** Back on an image of days ago, or on what a disk that lied about fsync had kept. */
	'device-on-old-image',
	'device-enrols-anew',
	'device-updated',
	'device-revoked',
	'clock-set-wrong',
	'second-tab',
	'role-ended',
	'days-without-network',
	'device-unheard',
	'county-unheard',
	'frames-come-late',
	'pushed-twice'
] as const;
export type Fault = (typeof FAULTS)[number];
export type Tally = Record<Fault, number>;

/** Notes what happened, and which fault it was, if it was one. */
export type Tell = (event: string, fault?: Fault) => void;

export function noFaults(): Tally {
	return Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Tally;
}

export function addFaults(to: Tally, more: Tally): void {
	for (const fault of FAULTS) to[fault] += more[fault];
}

/** With what the disks and processes have counted themselves. */
export function wholeTally(faults: Tally, house: CountyHouse, devices: SimulatedDevice[]): Tally {
	const sum = (of: (device: SimulatedDevice) => number) =>
		devices.reduce((all, device) => all + of(device), 0);
	return {
		...faults,
		'county-dies': house.crashes,
		'county-disk-fails': house.diskFailures,
		'device-dies': sum(({ crashes }) => crashes),
		'device-disk-full': sum(({ diskFailures }) => diskFailures['disk-full']),
		'device-disk-fails': sum(({ diskFailures }) => diskFailures['disk-failed'])
	};
}
