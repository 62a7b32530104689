import * as v from 'valibot';
import type { Deed, SetAsideCode } from '../deed.ts';
import { directoryActions, type DirectoryAction, type DirectoryActionType } from './actions.ts';
import { policy } from './policy.ts';
import { deviceByKey, entry, isGood, PENDING, rolesNow } from './rights.ts';
import type { DirectoryState } from './state.ts';
import { apply } from './transitions.ts';

/** The directory before its first change. */
export function startDirectory(): DirectoryState {
	return {
		county: null,
		root: null,
		pos: 0,
		receiptKeys: [],
		units: {},
		windows: {},
		clerks: {},
		roles: [],
		invites: {},
		devices: {},
		keys: {},
		written: {},
		setAside: []
	};
}

/**
 * The directory after one more change, which comes after all those before it in the one order. The right to
 * make it is by the state it meets, so `deed.author` plays no part. Never throws: what is not lawful is set
 * aside. `state` is left as it was.
 */
export function advanceDirectory(state: DirectoryState, deed: Deed): DirectoryState {
	const done = judgeAndApply(state, deed);
	const next = typeof done === 'string' ? setAside(state, deed.id, done) : done;
	return deed.county ? { ...next, pos: Math.max(next.pos, deed.county.pos) } : next;
}

function judgeAndApply(state: DirectoryState, deed: Deed): DirectoryState | SetAsideCode {
	const action = readAction(deed.action);
	if (typeof action === 'string') return action;
	if (deed.county && deed.county.standing !== 'ok') return deed.county.standing;
	if (!mayDo(state, deed, action.type)) return 'not-in-role';
	return apply(state, action, {
		...deed,
		pos: deed.county?.pos ?? PENDING,
		time: deed.county?.time ?? deed.at
	});
}

function readAction(action: unknown): DirectoryAction | SetAsideCode {
	if (action === null) return 'erased';
	const named = v.safeParse(v.looseObject({ type: v.string() }), action);
	if (!named.success) return 'malformed-action';
	const { type } = named.output;
	if (!isActionType(type)) return 'unknown-action';
	const read = v.safeParse(directoryActions[type], action);
	return read.success ? read.output : 'malformed-action';
}

function isActionType(type: string): type is DirectoryActionType {
	return Object.hasOwn(directoryActions, type);
}

function mayDo(state: DirectoryState, deed: Deed, type: DirectoryActionType): boolean {
	const { key } = deed;
	switch (policy[type]) {
		case 'founder':
			return true;
		case 'root':
			return key === state.root;
		case 'admin':
			return key === state.root || isAdminKey(state, key);
		case 'invite': {
			const invite = entry(state.invites, key);
			return invite !== undefined && invite.usesLeft > 0 && (deed.county?.time ?? deed.at) <= invite.until;
		}
		case 'device': {
			const device = deviceByKey(state, key);
			return device !== null && device.id === deed.device && isGood(state, device);
		}
	}
}

function isAdminKey(state: DirectoryState, key: string): boolean {
	const bound = entry(state.keys, key);
	if (!bound || bound.from > state.pos) return false;
	const device = entry(state.devices, bound.device);
	return (
		device !== undefined &&
		isGood(state, device) &&
		rolesNow(state, bound.clerk).some(({ role }) => role === 'admin')
	);
}

function setAside(state: DirectoryState, id: string, code: SetAsideCode): DirectoryState {
	return { ...state, setAside: [...state.setAside, { id, code }] };
}
