import { enrolmentSeed, readEnrolmentCode } from '../changes/enrolment-code.ts';
import type { Enrolment, EnrolmentFault } from '../device/enrolment.ts';
import type { Identity } from '../device/station.ts';
import { keyPairFromSeed, signerOf } from '../platform/ed25519.ts';
import type { EnrolRefusal } from '../sync/door-answers.ts';
import type { Door, DoorFault } from '../sync/door.ts';
import type { Outcome } from './outcome.ts';

export type EnrolCode =
	'malformed-code' | 'other-county' | 'name-missing' | DoorFault | EnrolRefusal | EnrolmentFault;

/**
 * Makes this device one of the county's. `code` is what the admin gave: the 16 characters, or the whole
 * fragment of the invitation's address, which carries the root's fingerprint too. Without the fragment the
 * county that served the app is believed.
 */
export async function enrolDevice(
	station: Enrolment,
	door: Pick<Door, 'county' | 'enrol'>,
	code: string,
	name: string
): Promise<Outcome<Identity, EnrolCode>> {
	const [typed = '', fingerprint] = code.replace(/^#/, '').split('.');
	const read = readEnrolmentCode(typed);
	if (read === null) return { ok: false, code: 'malformed-code' };
	if (name.trim() === '') return { ok: false, code: 'name-missing' };
	const card = await door.county();
	if (!card.ok) return card;
	const { county, root } = card.value;
	if (fingerprint !== undefined && fingerprint !== root) return { ok: false, code: 'other-county' };
	const invite = signerOf(await keyPairFromSeed(await enrolmentSeed(read)));
	const change = await station.prepareEnrolment(county, invite, name.trim());
	const answer = await door.enrol(change.line);
	if (!answer.ok) return answer;
	const completed = await station.completeEnrolment(root, answer.value.lines, answer.value.sheet);
	return completed.ok ? { ok: true, value: completed.identity } : completed;
}
