import type { AuthorFault, Station } from '../device/station.ts';
import type { Outcome } from './outcome.ts';

/** What the new device's person types or scans. Shown once and kept nowhere. */
export type Invitation = {
	/** `XXXX-XXXX-XXXX-XXXX` */
	code: string;
	/** For the end of the app's address, `#…`: the code and the root's fingerprint. */
	fragment: string;
	/** County clock, ms. */
	until: number;
};

export type InviteCode = 'unknown-unit';

/** Lets `uses` devices of the unit enrol within `hours`. */
export declare function inviteDevice(
	station: Station,
	input: { unit: string; uses: number; hours: number }
): Promise<Outcome<Invitation, InviteCode | AuthorFault>>;
