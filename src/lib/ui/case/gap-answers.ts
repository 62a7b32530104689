import type { Gap } from '../../documents/case/actions.ts';
import type { CaseState } from '../../documents/case/state.ts';
import { fieldLabels } from './field-labels.ts';

type Asked = CaseState['corrections'][number];

/** What of a gap can be filled in place: one paper, one field of the form, or neither. */
export function placeOfGap({ about }: Gap, state: CaseState): 'paper' | 'field' | 'other' {
	if (fieldLabels.has(about) || about in state.fields) return 'field';
	return about === 'other' ? 'other' : 'paper';
}

/** Whether something came for a gap after it was asked for; what was asked in free words a person must judge. */
export function isAnswered(gap: Gap, asked: Asked, state: CaseState): boolean {
	const since = changesSince(asked, state);
	return (
		state.papers.some(({ paper, change }) => paper === gap.about && since.has(change)) ||
		(state.fields[gap.about] ?? []).some(({ change }) => since.has(change))
	);
}

/**
 * Changes that came in with the newest correction, for the unit that asked to look at: all since it asked, until
 * it has decided what comes of them. Null when nothing is awaited or was looked at already.
 */
export function cameIn(state: CaseState): ReadonlySet<string> | null {
	const asked = state.corrections.at(-1);
	const awaited = state.stage === 'correcting' || (state.stage === 'received' && Boolean(asked?.answered));
	return asked && awaited ? changesSince(asked, state) : null;
}

// In the one order of the record: two devices' clocks may differ.
function changesSince({ change }: Asked, { timeline }: CaseState): ReadonlySet<string> {
	const at = timeline.findIndex((entry) => entry.change === change);
	return new Set(timeline.slice(at + 1).map((entry) => entry.change));
}
