import type { Enrolment, EnrolmentFault } from '../device/enrolment.ts';
import type { Identity, Station } from '../device/station.ts';
import type { Door, DoorFault, EnrolRefusal } from '../sync/door.ts';
import type { Outcome } from './outcome.ts';

export type EnrolCode =
	'malformed-code' | 'other-county' | 'name-missing' | DoorFault | EnrolRefusal | EnrolmentFault;

/**
 * Makes this device one of the county's. `code` is what the admin gave: the 16 characters, or the whole
 * fragment of the invitation's URL, which carries the root's fingerprint too. Without the fragment the county
 * that served the app is believed.
 */
export declare function enrolDevice(
	station: Station & Enrolment,
	door: Door,
	code: string,
	name: string
): Promise<Outcome<Identity, EnrolCode>>;
