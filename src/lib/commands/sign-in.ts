import type { Enrolment } from '../device/enrolment.ts';
import type { AuthorFault, SignedIn, Station } from '../device/station.ts';
import type { Door, DoorFault, SignInRefusal } from '../sync/door.ts';
import type { Line } from '../sync/line.ts';
import type { Outcome } from './outcome.ts';

export type SignInCode = 'key-refused' | 'line-lost' | DoorFault | SignInRefusal | AuthorFault;

/**
 * Signs a clerk in with the county. The first time on this device also makes the clerk's key and waits until
 * the county has bound it: before that nothing can be written in the clerk's name.
 */
export declare function signIn(
	station: Station & Enrolment,
	door: Door,
	line: Line,
	account: string,
	password: string
): Promise<Outcome<SignedIn, SignInCode>>;
