import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { DirectoryAction } from '../documents/directory/actions.ts';
import type { Outcome } from './outcome.ts';

/** Writes one directory action in the signed-in admin's name. */
export async function authorDirectory(
	station: Station,
	action: DirectoryAction
): Promise<Outcome<ChangeId, AuthorFault>> {
	const authored = await station.authorDirectory([action]);
	if (!authored.ok) return authored;
	const [change] = authored.changes;
	if (!change) throw new Error('the station wrote nothing and gave no reason');
	return { ok: true, value: change.id };
}
