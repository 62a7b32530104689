import { enrolmentSeed, makeEnrolmentCode } from '../src/lib/changes/enrolment-code.ts';
import type { DirectoryAction } from '../src/lib/documents/directory/actions.ts';
import { keyPairFromSeed } from '../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';

/** A code that enrols devices of a unit, and the directory change that makes it good. `lasts` in ms. */
export async function inviteByCode(
	{ unit, uses, lasts }: { unit: string; uses: number; lasts: number },
	clock: Clock,
	random: Random
): Promise<{ unit: string; code: string; action: DirectoryAction }> {
	const code = makeEnrolmentCode(random);
	const { key } = await keyPairFromSeed(await enrolmentSeed(code));
	return { unit, code, action: { type: 'invite', key, unit, uses, until: clock.now() + lasts } };
}
