import type { BundleAction } from '../../documents/bundle/actions.ts';
import type { BundleState } from '../../documents/bundle/state.ts';
import type { SetAsideCode } from '../../documents/deed.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import type { TimelineEntry } from '../../documents/timeline.ts';
import { setAsideRemedies, setAsideTexts } from '../../messages/code-texts.ts';
import { m } from '../../paraglide/messages.js';
import type { Side } from '../case/conflict-sides.ts';
import { personWords } from '../case/people.ts';

/** What a deed on a bundle did; `nameOf`: what an item is called. */
export function bundleDeedWords(
	state: BundleState,
	{ type, action }: Pick<TimelineEntry<BundleAction>, 'type' | 'action'>,
	nameOf: (code: string) => string
): string {
	switch (action?.type) {
		case 'open':
			return m.bundle_deed_open();
		case 'add':
			return m.bundle_deed_add({ item: nameOf(action.member.item.code) });
		case 'drop': {
			const member = state.members.find((one) => one.case === action.case);
			return m.bundle_deed_drop({ item: member ? nameOf(member.item.code) : m.bundle_item_unknown() });
		}
		case 'note':
			return m.bundle_deed_note();
		case 'settle':
			return m.bundle_deed_settle();
		default:
			return m.bundle_deed_other({ type });
	}
}

type Aside = { deed: string; code: SetAsideCode };

/** Two columns for a deed that is not in force: what was done and why not, and what holds in its place. */
export function sidesOfAside(
	{ deed, code }: Aside,
	state: BundleState,
	directory: DirectoryState,
	nameOf: (code: string) => string
): Side[] {
	const sideOf = (entry: TimelineEntry<BundleAction>): Side => ({
		id: entry.change,
		who: personWords(directory, entry.clerk, entry.unit),
		did: bundleDeedWords(state, entry, nameOf),
		details: entry.action?.type === 'drop' ? entry.action.reason : null,
		why: null,
		todo: null,
		clocks: entry
	});
	const at = state.timeline.findIndex(({ change }) => change === deed);
	const aside = state.timeline[at];
	const stands =
		aside &&
		state.timeline
			.slice(0, at)
			.findLast((entry) => entry.setAside === null && about(entry) !== null && about(entry) === about(aside));
	const why = m.case_conflict_why({ reason: setAsideTexts[code]() });
	const live = state.members.filter(({ dropped }) => dropped === null).length;
	return [
		...(aside ? [{ ...sideOf(aside), why, todo: setAsideRemedies[code]() }] : []),
		stands
			? sideOf(stands)
			: {
					...{ id: 'now', who: '', details: null, why: null, todo: null, clocks: null },
					did: m.bundle_members({ count: live })
				}
	];
}

/** What a deed is about, so that the one that holds in its place is found. */
function about({ action }: TimelineEntry<BundleAction>): string | null {
	if (action?.type === 'open') return 'open';
	if (action?.type === 'add') return `item ${action.member.item.code}`;
	return action?.type === 'drop' ? `case ${action.case}` : null;
}
