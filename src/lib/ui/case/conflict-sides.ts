import type { CaseState, Conflict, TimelineEntry } from '../../documents/case/state.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import { setAsideRemedies, setAsideTexts } from '../../messages/code-texts.ts';
import { m } from '../../paraglide/messages.js';
import { deedDetails } from './deed-details.ts';
import { fieldLabel } from './field-labels.ts';
import { personWords } from './people.ts';
import { deedWords, stageWords } from './words.ts';

/** One column of a conflict: what one person did, in words. */
export type Side = {
	id: string;
	/** 玉香（曼国村） */
	who: string;
	did: string;
	details: string | null;
	/** Why it did not hold; null for what holds. */
	why: string | null;
	/** What to do about that; null where nothing is asked of anybody. */
	todo: string | null;
	clocks: Pick<TimelineEntry, 'at' | 'county'> | null;
};

/** One way to settle a conflict, with what it will do. */
export type Way = { id: string; label: string; does: string; act: () => void };

export function conflictTitle(conflict: Conflict): string {
	return conflict.kind === 'field'
		? m.case_conflict_field({ field: fieldLabel(conflict.key) })
		: m.case_conflict_deed({ action: deedWords(conflict.type) });
}

/** Two columns for a deed (what was done, and what holds in its place), one for each value of a field. */
export function sidesOf(conflict: Conflict, state: CaseState, directory: DirectoryState): Side[] {
	return apart(sides(conflict, state, directory), state, directory);
}

function sides(conflict: Conflict, state: CaseState, directory: DirectoryState): Side[] {
	if (conflict.kind === 'field') {
		return conflict.writes.map(({ change, value, clerk, at }) => {
			const entry = state.timeline.find((one) => one.change === change);
			return {
				...{ id: change, who: personWords(directory, clerk, entry?.unit ?? null) },
				...{ details: null, why: null, todo: null },
				did: value === null || value === '' ? m.case_field_empty() : String(value),
				clocks: entry ?? { at, county: null }
			};
		});
	}
	const at = state.timeline.findIndex(({ change }) => change === conflict.deed);
	const deed = state.timeline[at];
	// What came before and held is what stands in its place: the same deed, or the last step that moved the case.
	const before = state.timeline.slice(0, Math.max(at, 0)).filter(({ setAside }) => !setAside);
	const stands =
		before.findLast(({ type }) => type === conflict.type) ?? before.findLast(({ type }) => type !== 'note');
	const why = m.case_conflict_why({ reason: setAsideTexts[conflict.code]() });
	const todo = setAsideRemedies[conflict.code]();
	return [
		...(deed ? [{ ...sideOf(deed, directory), why, todo }] : []),
		stands
			? sideOf(stands, directory)
			: {
					...{ id: 'now', who: '', details: null, why: null, todo: null, clocks: null },
					did: stageWords[state.stage]()
				}
	];
}

function sideOf(entry: TimelineEntry, directory: DirectoryState): Side {
	return {
		id: entry.change,
		who: personWords(directory, entry.clerk, entry.unit),
		did: deedWords(entry.type),
		details: deedDetails(entry, directory),
		why: null,
		todo: null,
		clocks: entry
	};
}

/** One who did both on two devices: then these tell the columns apart, those of one name by their number blocks. */
function apart(sides: Side[], { timeline }: CaseState, { devices }: DirectoryState): Side[] {
	const deviceOf = ({ id }: Side): string | undefined => timeline.find(({ change }) => change === id)?.device;
	return sides.map((side) => {
		const others = sides.filter((other) => other.who === side.who && deviceOf(other) !== deviceOf(side));
		const device = devices[deviceOf(side) ?? ''];
		if (!device || others.length === 0) return side;
		const isNamesake = others.some((other) => devices[deviceOf(other) ?? '']?.name === device.name);
		const block = String(device.block).padStart(3, '0');
		const called = isNamesake ? m.case_conflict_block({ device: device.name, block }) : device.name;
		return { ...side, who: m.case_conflict_on({ who: side.who, device: called }) };
	});
}
