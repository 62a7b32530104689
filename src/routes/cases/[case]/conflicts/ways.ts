import type { CaseView } from '$lib/device/station.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { CaseState, Conflict } from '$lib/documents/case/state.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import { refusalTold } from '$lib/messages/code-texts.ts';
import { m } from '$lib/paraglide/messages.js';
import { sidesOf, type Side, type Way } from '$lib/ui/case/conflict-sides.ts';
import { actionWords, deedWords, stageWords } from '$lib/ui/case/words.ts';

/** What the page does for a way: settle it here, or open a deed's form on the case's page. */
type Deeds = {
	settle: (conflict: Conflict, keep: string | null) => Promise<void>;
	/** `instead`: the deed set aside that is settled once the new one is done. */
	again: (type: CaseActionType, instead: string | null) => void;
};

/** The ways in which this clerk may settle a conflict, each saying what it will do; none for whose turn it is not. */
export function waysOf(
	conflict: Conflict,
	state: CaseState,
	possible: readonly CaseActionType[],
	directory: DirectoryState,
	{ settle, again }: Deeds
): Way[] {
	if (!possible.includes('settle')) return [];
	if (conflict.kind === 'field') {
		const keep = sidesOf(conflict, state, directory).map(({ id, who, did }): Way => ({
			id,
			label: m.case_conflict_keep({ value: did }),
			does: m.case_conflict_keep_does({ who }),
			act: () => void settle(conflict, id)
		}));
		const other: Way = {
			id: 'other',
			label: m.case_conflict_other(),
			does: m.case_conflict_other_does(),
			act: () => again('edit', null)
		};
		return possible.includes('edit') ? [...keep, other] : keep;
	}
	const anew = anewFor(conflict, possible).map((type): Way => ({
		id: type,
		label: m.case_conflict_again({ action: actionWords[type]() }),
		does: m.case_conflict_again_does({ action: actionWords[type]() }),
		act: () => again(type, conflict.deed)
	}));
	const leave: Way = {
		id: 'leave',
		label: m.case_conflict_accept(),
		does: m.case_conflict_accept_does({ action: deedWords(conflict.type), state: stageWords[state.stage]() }),
		act: () => void settle(conflict, null)
	};
	return [leave, ...anew];
}

/** The same deed as things stand now; where someone received what was taken back, offering it to them again. */
function anewFor(
	{ type, code }: Extract<Conflict, { kind: 'deed' }>,
	possible: readonly CaseActionType[]
): CaseActionType[] {
	const wanted = code === 'recalled' ? ['submit', 'handOver'] : [type];
	return possible.filter((one) => wanted.includes(one) && one !== 'settle' && one !== 'note');
}

/** What was done here, and what the county's gate said to it. */
export function sidesOfRefused({ id, type, at, code }: CaseView['refused'][number]): Side[] {
	const { what, todo } = refusalTold(code);
	return [
		{
			...{ id, who: m.case_conflict_this_device(), details: null, why: null, todo: null },
			...{ did: deedWords(type), clocks: { at, county: null } }
		},
		{
			...{ id: 'county', who: m.case_conflict_county(), details: null, clocks: null },
			...{ did: m.case_conflict_refused(), why: what, todo }
		}
	];
}
