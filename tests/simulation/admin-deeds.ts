import type { SeededRandom } from '../support/seeded-random.ts';
import { STAFF, type CountyHouse } from './county-house.ts';
import type { Tell } from './faults.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** A role ends while its clerk may be away and not know, and later begins again. */
export async function changeRole(house: CountyHouse, random: SeededRandom, tell: Tell): Promise<void> {
	const roles = house.directory()?.roles;
	if (!roles) return;
	const lapsed = STAFF.find(
		({ clerk }) => !roles.some((term) => term.clerk === clerk && term.until === null)
	);
	const { clerk, unit, role } = lapsed ?? random.pick(STAFF);
	const type = lapsed ? 'grantRole' : 'endRole';
	tell(`${type} ${clerk}`, lapsed ? undefined : 'role-ended');
	await house.direct({ type, clerk, unit, role });
}

/** One device at most: what it holds comes as held work, and then it is closed for good. */
export async function revokeOne(
	house: CountyHouse,
	devices: SimulatedDevice[],
	random: SeededRandom,
	tell: Tell
): Promise<void> {
	if (devices.some(({ isRevoked }) => isRevoked)) return;
	const device = random.pick(devices);
	if (!device.isOpen || (await device.station.ended())) return;
	const identity = await device.station.identity();
	if (!identity || !house.county) return;
	device.isRevoked = true;
	tell(`${device.name} is revoked`, 'device-revoked');
	await house.direct({ type: 'revokeDevice', device: identity.device, reason: '遗失' });
}
