import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

export type RevokeCode = 'reason-missing' | 'this-device';

/** A lost or stolen device: the county takes nothing more from it without a named person's word. */
export async function revokeDevice(
	station: Station,
	device: string,
	reason: string
): Promise<Outcome<ChangeId, RevokeCode | AuthorFault>> {
	if (reason.trim() === '') return { ok: false, code: 'reason-missing' };
	const self = await station.identity();
	if (self?.device === device) return { ok: false, code: 'this-device' };
	return authorDirectory(station, { type: 'revokeDevice', device, reason });
}
