import type { ChangeId } from '../changes/change.ts';
import type { Station } from '../device/station.ts';
import type { Deed } from './author-case.ts';

/**
 * Writes a change of the signed-in clerk anew, as it was, that the county's gate refused; the new one names the old
 * (`redoes`). Answers with a code where it is not lawful any more.
 */
export async function redoRefused(station: Pick<Station, 'authorAnew'>, id: ChangeId): Promise<Deed> {
	const authored = await station.authorAnew(id);
	if (!authored.ok) return authored;
	const [change] = authored.changes;
	if (!change) throw new Error('the station wrote nothing and gave no reason');
	return { ok: true, value: change.id };
}
