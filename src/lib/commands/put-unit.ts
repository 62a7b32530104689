import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { Unit } from '../documents/directory/state.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

export type PutUnitCode = 'name-missing' | 'unknown-parent';

/** Adds a unit or changes what is said of it. */
export async function putUnit(
	station: Station,
	unit: Unit
): Promise<Outcome<ChangeId, PutUnitCode | AuthorFault>> {
	if (unit.name.trim() === '' || unit.short.trim() === '') return { ok: false, code: 'name-missing' };
	const { units } = await station.directory();
	if (unit.parent !== null && !units[unit.parent]) return { ok: false, code: 'unknown-parent' };
	return authorDirectory(station, { type: 'putUnit', unit });
}
