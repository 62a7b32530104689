import type { ChangeId } from '../changes/change.ts';
import type { AuthorFault, Station } from '../device/station.ts';
import type { ServiceWindow } from '../documents/directory/state.ts';
import { authorDirectory } from './author-directory.ts';
import type { Outcome } from './outcome.ts';

export type PutWindowCode = 'name-missing' | 'kind-missing' | 'unit-missing' | 'unknown-unit';

/** Opens a window of a unit, changes what its sign says, or closes it. */
export async function putWindow(
	station: Station,
	window: ServiceWindow
): Promise<Outcome<ChangeId, PutWindowCode | AuthorFault>> {
	const { units } = await station.directory();
	if (window.unit === '') return { ok: false, code: 'unit-missing' };
	if (!units[window.unit]) return { ok: false, code: 'unknown-unit' };
	if (window.name.trim() === '') return { ok: false, code: 'name-missing' };
	if (window.kind === '') return { ok: false, code: 'kind-missing' };
	return authorDirectory(station, { type: 'putWindow', window });
}
