import type { Enrolment } from '../device/enrolment.ts';
import type { SignedIn } from '../device/station.ts';
import { isPassword } from '../platform/password.ts';
import type { Outcome } from './outcome.ts';

export type SwitchCode = 'wrong-password' | 'never-signed-in-here';

/** Another clerk takes over, without a network: only one who has signed in on this device before. */
export async function switchClerk(
	station: Enrolment,
	clerk: string,
	password: string
): Promise<Outcome<SignedIn, SwitchCode>> {
	const verifier = await station.verifierOf(clerk);
	if (verifier === null) return { ok: false, code: 'never-signed-in-here' };
	if (!(await isPassword(password, verifier))) return { ok: false, code: 'wrong-password' };
	const hand = await station.takeOver(clerk);
	return hand ? { ok: true, value: hand } : { ok: false, code: 'never-signed-in-here' };
}
