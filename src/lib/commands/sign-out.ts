import type { Enrolment } from '../device/enrolment.ts';

/** Locks the device: nobody's hand is on it; what it keeps stays, sealed. */
export function signOut(station: Enrolment): Promise<void> {
	return station.signOut();
}
