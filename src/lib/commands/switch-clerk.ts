import type { Enrolment } from '../device/enrolment.ts';
import type { SignedIn, Station } from '../device/station.ts';
import type { Outcome } from './outcome.ts';

export type SwitchCode = 'wrong-password' | 'never-signed-in-here';

/** Another clerk takes over, without a network: only one who has signed in on this device before. */
export declare function switchClerk(
	station: Station & Enrolment,
	clerk: string,
	password: string
): Promise<Outcome<SignedIn, SwitchCode>>;
