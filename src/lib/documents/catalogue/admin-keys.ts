import type { DirectoryState } from '../directory/state.ts';

/**
 * The keys whose releases a device of the county takes: the root's, and those of every clerk who is or was an
 * admin. Also who was: a release stays good when its publisher leaves.
 */
export function adminKeysOf(directory: DirectoryState): Set<string> {
	const admins = new Set(directory.roles.filter((term) => term.role === 'admin').map((term) => term.clerk));
	const keys = Object.values(directory.keys).filter((bound) => admins.has(bound.clerk));
	return new Set([...(directory.root === null ? [] : [directory.root]), ...keys.map((bound) => bound.key)]);
}
