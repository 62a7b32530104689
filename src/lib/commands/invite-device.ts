import { enrolmentSeed, makeEnrolmentCode } from '../changes/enrolment-code.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import { keyPairFromSeed } from '../platform/ed25519.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

/** What the new device's person types or scans. Shown once and kept nowhere. */
export type Invitation = {
	/** `XXXX-XXXX-XXXX-XXXX` */
	code: string;
	/** For the end of the app's address: `#` code `.` fingerprint of the root. */
	fragment: string;
	/** ms */
	until: number;
};

export type InviteCode = 'unit-missing' | 'unknown-unit';

/** Lets `uses` devices of the unit enrol within `hours` of now. Only the code's key is written, never the code. */
export async function inviteDevice(
	station: Station,
	{ unit, uses, hours }: { unit: string; uses: number; hours: number }
): Promise<Outcome<Invitation, InviteCode | AuthorFault>> {
	const identity = await station.identity();
	if (!identity) return { ok: false, code: 'not-enrolled' };
	const { units } = await station.directory();
	if (unit === '') return { ok: false, code: 'unit-missing' };
	if (!units[unit]) return { ok: false, code: 'unknown-unit' };
	const code = makeEnrolmentCode(station.random);
	const { key } = await keyPairFromSeed(await enrolmentSeed(code));
	// The county judges the end by its own clock, which a device that is behind would make pass at once.
	const { lastReceipt } = await station.onTheRoad();
	const until = Math.max(station.clock.now(), lastReceipt ?? 0) + hours * 3_600_000;
	const written = await authorDirectory(station, { type: 'invite', key, unit, uses, until });
	if (!written.ok) return written;
	return { ok: true, value: { code, fragment: `#${code}.${identity.root}`, until } };
}
