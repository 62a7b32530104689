import type { PasswordRefusal } from '../sync/door-answers.ts';
import type { Door, DoorFault } from '../sync/door.ts';
import type { Outcome } from './outcome.ts';

export type SetPasswordCode = DoorFault | PasswordRefusal;

export const SHORTEST_PASSWORD = 8;

/** An admin gives a clerk a password. It goes to the county and stays on no device. */
export async function setPassword(
	door: Door,
	clerk: string,
	password: string
): Promise<Outcome<null, SetPasswordCode>> {
	if (password.length < SHORTEST_PASSWORD) return { ok: false, code: 'weak-password' };
	return door.setPassword(clerk, password);
}
