import type { Author } from '../deed.ts';
import type { BoundKey, Device, DirectoryState, Role, RoleTerm } from './state.ts';

/**
 * The position of a directory change that the county has not receipted: later than any, so it gives and takes
 * no right yet, and screens can show it as pending.
 */
export const PENDING = Number.MAX_SAFE_INTEGER;

function holdsAt(term: { from: number; until: number | null }, pos: number): boolean {
	return term.from <= pos && (term.until === null || pos < term.until);
}

/** Own entries only: ids come from outside, and `constructor` is a lawful one. */
export function entry<T>(record: Record<string, T>, id: string): T | undefined {
	return Object.hasOwn(record, id) ? record[id] : undefined;
}

/**
 * Who signed with `key`, and what they might do as the directory stood at `pos`. Null when the key was no
 * clerk's then, or its device was revoked.
 */
export function authorAt(state: DirectoryState, key: string, pos: number): Author | null {
	const bound = entry(state.keys, key);
	if (!bound || bound.from > pos) return null;
	const device = entry(state.devices, bound.device);
	if (!device || !holdsAt(device, pos)) return null;
	return { clerk: bound.clerk, device: bound.device, roles: rolesAt(state, bound.clerk, pos) };
}

function rolesAt(state: DirectoryState, clerk: string, pos: number): { unit: string; role: Role }[] {
	return state.roles
		.filter((term) => term.clerk === clerk && holdsAt(term, pos))
		.map(({ unit, role }) => ({ unit, role }));
}

/** What a clerk may do by the newest directory change that the county has receipted. */
export function rolesNow(state: DirectoryState, clerk: string): { unit: string; role: Role }[] {
	return rolesAt(state, clerk, state.pos);
}

/** Granted or ended on this device, and not yet at the county. */
export function isPending(term: RoleTerm): boolean {
	return term.from === PENDING || term.until === PENDING;
}

/** The device whose own key this is (it signs `hello` and `bindKey`), revoked or not. */
export function deviceByKey(state: DirectoryState, key: string): Device | null {
	return Object.values(state.devices).find((device) => device.key === key) ?? null;
}

/** Whether an enrolled device is good by the newest receipted change. */
export function isGood(state: DirectoryState, device: Device): boolean {
	return holdsAt(device, state.pos);
}

/** Which clerk and device a key was bound to; null for a key that is no clerk's. */
export function boundKey(state: DirectoryState, key: string): BoundKey | null {
	return entry(state.keys, key) ?? null;
}

/** Every unit in the reach of one, at any depth, itself not among them; in the directory's order. */
export function unitsBelow(state: DirectoryState, unit: string): string[] {
	const reach = new Set([unit]);
	for (let before = 0; before < reach.size;) {
		before = reach.size;
		for (const { id, parent } of Object.values(state.units)) {
			if (parent !== null && reach.has(parent)) reach.add(id);
		}
	}
	reach.delete(unit);
	return Object.keys(state.units).filter((id) => reach.has(id));
}

/** Whether the root has appointed `key` to sign receipts at that county time (ms). */
export function receiptKeyAt(state: DirectoryState, key: string, time: number): boolean {
	return state.receiptKeys.some((known) => known.key === key && known.from <= time && time < known.until);
}
