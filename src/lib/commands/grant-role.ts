import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { Role } from '../documents/directory/state.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

/** Holds from the county's receipt on. */
export function grantRole(
	station: Station,
	clerk: string,
	unit: string,
	role: Role
): Promise<Outcome<ChangeId, AuthorFault>> {
	return authorDirectory(station, { type: 'grantRole', clerk, unit, role });
}
