import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { Role } from '../documents/directory/state.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

/** What was done before stays right; what comes later from a device that did not know is `late-role`. */
export function endRole(
	station: Station,
	clerk: string,
	unit: string,
	role: Role
): Promise<Outcome<ChangeId, AuthorFault>> {
	return authorDirectory(station, { type: 'endRole', clerk, unit, role });
}
