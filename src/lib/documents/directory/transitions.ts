import type { SetAsideCode } from '../deed.ts';
import type { DirectoryAction, DirectoryActions } from './actions.ts';
import { entry, PENDING } from './rights.ts';
import type { DirectoryState } from './state.ts';

/** Where, when (ms) and by what a directory change was made; `pos` is PENDING without a receipt. */
export type Place = { key: string; device: string; pos: number; time: number };

/** What an action, already within its author's right, makes of the directory; or why it cannot be. */
export function apply(
	state: DirectoryState,
	action: DirectoryAction,
	place: Place
): DirectoryState | SetAsideCode {
	switch (action.type) {
		case 'found':
			return found(state, action, place);
		case 'appointReceiptKey':
			return appointReceiptKey(state, action, place);
		case 'putUnit':
			return putUnit(state, action, place);
		case 'putWindow':
			return putWindow(state, action, place);
		case 'putClerk': {
			const { id, name, account, phone, number = '', left = false } = action.clerk;
			const taken = Object.values(state.clerks).some((clerk) => clerk.account === account && clerk.id !== id);
			if (taken) return 'already-done';
			const clerk = { id, name, account, phone, number, left };
			return {
				...state,
				clerks: { ...state.clerks, [id]: clerk },
				written: { ...state.written, [`clerk/${id}`]: place.pos }
			};
		}
		case 'grantRole':
			return grantRole(state, action, place);
		case 'endRole':
			return endRole(state, action, place);
		case 'invite': {
			const { key, unit, uses, until } = action;
			if (!entry(state.units, unit)) return 'no-such-thing';
			if (isKeyTaken(state, key)) return 'already-done';
			const by = entry(state.keys, place.key)?.clerk ?? null;
			return { ...state, invites: { ...state.invites, [key]: { key, unit, usesLeft: uses, until, by } } };
		}
		case 'enrol':
			return enrol(state, action, place);
		case 'bindKey': {
			const { clerk, key } = action;
			if (!entry(state.clerks, clerk)) return 'no-such-thing';
			if (isKeyTaken(state, key)) return 'already-done';
			const bound = { key, clerk, device: place.device, from: place.pos };
			return { ...state, keys: { ...state.keys, [key]: bound } };
		}
		case 'revokeDevice': {
			const device = entry(state.devices, action.device);
			if (!device) return 'no-such-thing';
			if (device.until !== null) return 'already-done';
			const revoked = { ...device, until: place.pos };
			return { ...state, devices: { ...state.devices, [device.id]: revoked } };
		}
	}
}

function found(state: DirectoryState, { county, name }: DirectoryActions['found'], place: Place) {
	if (state.county) return 'already-done';
	return { ...state, county: { id: county, name }, root: place.key };
}

function appointReceiptKey(
	state: DirectoryState,
	{ key, from, until }: DirectoryActions['appointReceiptKey'],
	place: Place
): DirectoryState | SetAsideCode {
	// Valid by time, not by position: before the county has it there is nothing to hold back its right.
	if (place.pos === PENDING) return state;
	if (isKeyTaken(state, key)) return 'already-done';
	return { ...state, receiptKeys: [...state.receiptKeys, { key, from, until }] };
}

function putUnit(
	state: DirectoryState,
	{ unit: said }: DirectoryActions['putUnit'],
	place: Place
): DirectoryState | SetAsideCode {
	const { id, level, name, short, parent, phone, address, hours = '', items = [], closed = false } = said;
	const passed = new Set([id]);
	for (let above = parent; above !== null;) {
		const unit = entry(state.units, above);
		if (!unit || passed.has(above)) return 'no-such-thing';
		passed.add(above);
		above = unit.parent;
	}
	const unit = { id, level, name, short, parent, phone, address, hours, items, closed };
	return {
		...state,
		units: { ...state.units, [id]: unit },
		written: { ...state.written, [`unit/${id}`]: place.pos }
	};
}

/** A window stays at its unit: what was printed with its address would say another's. */
function putWindow(
	state: DirectoryState,
	{ window: said }: DirectoryActions['putWindow'],
	place: Place
): DirectoryState | SetAsideCode {
	const { id, unit, name, kind, clerk = null, hours = '', phone = '', closed = false } = said;
	if (!entry(state.units, unit) || (clerk !== null && !entry(state.clerks, clerk))) return 'no-such-thing';
	const before = entry(state.windows, id);
	if (before && before.unit !== unit) return 'already-done';
	return {
		...state,
		windows: { ...state.windows, [id]: { id, unit, name, kind, clerk, hours, phone, closed } },
		written: { ...state.written, [`window/${id}`]: place.pos }
	};
}

function grantRole(
	state: DirectoryState,
	{ clerk, unit, role, planned }: DirectoryActions['grantRole'],
	place: Place
): DirectoryState | SetAsideCode {
	const known = entry(state.clerks, clerk);
	if (!known || !entry(state.units, unit)) return 'no-such-thing';
	const held = state.roles.find(
		(term) => term.clerk === clerk && term.unit === unit && term.role === role && term.until === null
	);
	if (held?.planned === (planned ?? null)) return 'already-done';
	// Prolonged without a gap in which a deputy's work would be late.
	if (held) {
		const prolonged = { ...held, planned: planned ?? null };
		return { ...state, roles: state.roles.map((term) => (term === held ? prolonged : term)) };
	}
	const open = { from: place.pos, until: null, since: place.time, ended: null };
	const term = { clerk, unit, role, planned: planned ?? null, ...open };
	// Whoever is given a role works here again.
	const clerks = { ...state.clerks, [clerk]: { ...known, left: false } };
	return { ...state, clerks, roles: [...state.roles, term] };
}

function endRole(
	state: DirectoryState,
	{ clerk, unit, role }: DirectoryActions['endRole'],
	place: Place
): DirectoryState | SetAsideCode {
	let ended = false;
	const roles = state.roles.map((term) => {
		if (term.clerk !== clerk || term.unit !== unit || term.role !== role || term.until !== null) return term;
		ended = true;
		return { ...term, until: place.pos, ended: place.time };
	});
	return ended ? { ...state, roles } : 'no-such-thing';
}

function enrol(
	state: DirectoryState,
	{ device: id, key, name }: DirectoryActions['enrol'],
	place: Place
): DirectoryState | SetAsideCode {
	const invite = entry(state.invites, place.key);
	if (!invite) return 'no-such-thing';
	// The first change of the new device's own chain, or it names a device that another one is.
	if (id !== place.device) return 'malformed-action';
	if (entry(state.devices, id) || isKeyTaken(state, key)) return 'already-done';
	const { unit } = invite;
	// Revoked devices count: their numbers are on paper, so no block is given twice.
	const block = Object.values(state.devices).filter((device) => device.unit === unit).length + 1;
	return {
		...state,
		invites: { ...state.invites, [invite.key]: { ...invite, usesLeft: invite.usesLeft - 1 } },
		devices: {
			...state.devices,
			[id]: {
				...{ id, unit, name, key, block, from: place.pos, until: null },
				...{ since: place.time, invitedBy: invite.by }
			}
		}
	};
}

function isKeyTaken(state: DirectoryState, key: string): boolean {
	return (
		key === state.root ||
		entry(state.invites, key) !== undefined ||
		entry(state.keys, key) !== undefined ||
		state.receiptKeys.some((known) => known.key === key) ||
		Object.values(state.devices).some((device) => device.key === key)
	);
}
