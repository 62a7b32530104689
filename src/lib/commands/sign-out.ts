import type { Enrolment } from '../device/enrolment.ts';

/** Nobody's hand is on the device; what it keeps stays. */
export function signOut(station: Enrolment): Promise<void> {
	return station.signOut();
}
