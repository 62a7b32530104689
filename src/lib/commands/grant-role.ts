import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { Role } from '../documents/directory/state.ts';
import type { DateString } from '../domain/calendar.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

/** Holds from the county's receipt on, until it is ended; `planned`: the last day it is meant for, null where none is. */
export function grantRole(
	station: Station,
	clerk: string,
	unit: string,
	role: Role,
	planned: DateString | null = null
): Promise<Outcome<ChangeId, AuthorFault>> {
	const plan = planned === null ? {} : { planned };
	return authorDirectory(station, { type: 'grantRole', clerk, unit, role, ...plan });
}
