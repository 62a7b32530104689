import type { Enrolment } from '../device/enrolment.ts';
import type { SignedIn, Station } from '../device/station.ts';
import type { DiskFault } from '../device/stored.ts';
import type { Outcome } from './outcome.ts';

export type SwitchCode = 'wrong-password' | 'never-signed-in-here' | 'held-up' | DiskFault;

/** Another clerk takes over, or opens a locked device, without a network: only one who has signed in on it before. */
export async function switchClerk(
	station: Pick<Enrolment, 'takeOver'> & Pick<Station, 'signedIn'>,
	clerk: string,
	password: string
): Promise<Outcome<SignedIn, SwitchCode>> {
	const taken = await station.takeOver(clerk, password);
	if (!taken.ok) return taken;
	const hand = await station.signedIn();
	if (!hand) throw new Error('whoever took over is not here');
	return { ok: true, value: hand };
}
