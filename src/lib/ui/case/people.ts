import type { DirectoryState } from '../../documents/directory/state.ts';
import { m } from '../../paraglide/messages.js';

/** 玉香（曼国村）; who is not in the directory is said so. */
export function personWords(directory: DirectoryState, clerk: string | null, unit: string | null): string {
	const name = clerk === null ? undefined : directory.clerks[clerk]?.name;
	const at = unit === null ? undefined : directory.units[unit]?.short;
	const who = name ?? m.case_someone();
	return at === undefined ? who : m.app_with_more({ what: who, more: at });
}
