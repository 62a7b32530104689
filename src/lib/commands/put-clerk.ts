import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { Clerk } from '../documents/directory/state.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

export type PutClerkCode = 'name-missing' | 'account-taken';

/** Adds a clerk or changes what is said of one. */
export async function putClerk(
	station: Station,
	clerk: Clerk
): Promise<Outcome<ChangeId, PutClerkCode | AuthorFault>> {
	if (clerk.name.trim() === '') return { ok: false, code: 'name-missing' };
	const { clerks } = await station.directory();
	const taken = Object.values(clerks).some(
		(other) => other.account === clerk.account && other.id !== clerk.id
	);
	return taken ? { ok: false, code: 'account-taken' } : authorDirectory(station, { type: 'putClerk', clerk });
}
