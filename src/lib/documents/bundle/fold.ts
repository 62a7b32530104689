import { MOST_MEMBERS } from '../../domain/bundle.ts';
import { placesOf } from '../case/ancestry.ts';
import type { Deed, SetAsideCode } from '../deed.ts';
import { readAction } from '../read-action.ts';
import { entryOf, settleDeed, stampOf, type Stamp } from '../timeline.ts';
import { bundleActions, type BundleAction, type BundleActions } from './actions.ts';
import { judgeBundle } from './policy.ts';
import type { BundleState } from './state.ts';

/** A bundle of which nothing is known yet but its id. */
export function startBundle(id: string): BundleState {
	return {
		id,
		number: null,
		bundle: null,
		by: null,
		origin: null,
		to: null,
		lead: null,
		members: [],
		notes: [],
		timeline: [],
		readOnly: false
	};
}

/**
 * The bundle after one more deed, which comes after all those before it in the one order. Never throws: what is not
 * lawful at its place is set aside, with the reason. `state` is left as it was.
 */
export function advanceBundle(state: BundleState, deed: Deed): BundleState {
	const read = readAction(bundleActions, deed.action);
	const done = read.ok ? enter(state, read.action, deed) : read.code;
	const isAside = typeof done === 'string';
	const next = isAside ? state : done.state;
	const entry = entryOf(
		deed,
		read.type,
		placesOf(state.timeline, deed.seen),
		done,
		read.ok ? read.action : null
	);
	return {
		...next,
		timeline: [...next.timeline, entry],
		readOnly: next.readOnly || (done === 'unknown-action' && concerns(state, deed))
	};
}

/** Whether the deed comes from a unit that has to do with the bundle: nobody else's newer app may close it to work. */
function concerns({ origin, to, lead }: BundleState, { author }: Deed): boolean {
	return author?.roles.some(({ unit }) => [origin, to, lead].includes(unit)) ?? false;
}

function enter(
	state: BundleState,
	action: BundleAction,
	deed: Deed
): { state: BundleState; unit: string } | SetAsideCode {
	if (!deed.author) return 'unknown-author';
	if (deed.county && deed.county.standing !== 'ok') return deed.county.standing;
	const named = action.type === 'open' ? action.unit : null;
	const judgement = judgeBundle(state, action.type, deed.author, named);
	if (!judgement.allowed) return judgement.why;
	const next = follow(state, action, stampOf(deed, deed.author.clerk, judgement.unit));
	return typeof next === 'string' ? next : { state: next, unit: judgement.unit };
}

function follow(state: BundleState, action: BundleAction, stamp: Stamp): BundleState | SetAsideCode {
	switch (action.type) {
		case 'open': {
			const { number, bundle, by, unit, to, lead, members } = action;
			const { code, version } = bundle;
			const taken = members.map((member) => memberOf(member, stamp));
			return { ...state, number, bundle: { code, version }, by, origin: unit, to, lead, members: taken };
		}
		case 'add': {
			const { item, case: doc } = action.member;
			const isThere = state.members.some(
				(one) => one.case === doc || (one.dropped === null && one.item.code === item.code)
			);
			if (isThere) return 'already-done';
			if (state.members.length >= MOST_MEMBERS) return 'malformed-action';
			return { ...state, members: [...state.members, memberOf(action.member, stamp)] };
		}
		case 'drop':
			return drop(state, action, stamp);
		case 'note':
			return { ...state, notes: [...state.notes, { ...stamp, text: action.text }] };
		case 'settle': {
			const timeline = settleDeed(state.timeline, action.deed, stamp.change);
			return typeof timeline === 'string' ? timeline : { ...state, timeline };
		}
	}
}

function memberOf({ item, case: doc }: BundleActions['add']['member'], added: Stamp) {
	return { item: { code: item.code, version: item.version }, case: doc, added, dropped: null };
}

function drop(state: BundleState, action: BundleActions['drop'], stamp: Stamp): BundleState | SetAsideCode {
	const member = state.members.find((one) => one.case === action.case);
	if (!member) return 'no-such-thing';
	if (member.dropped) return 'already-done';
	const dropped = { ...member, dropped: { ...stamp, reason: action.reason } };
	return { ...state, members: state.members.map((one) => (one === member ? dropped : one)) };
}
