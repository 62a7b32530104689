import type { ChangeId } from '../changes/change.ts';
import type { Station } from '../device/station.ts';
import type { CaseState } from '../documents/case/state.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';
import type { TakeBackCode } from './take-back-edit.ts';

/**
 * Puts a paper as it was before it was attached, or taken away, by `attach`; only while that is the last that was
 * done with this paper.
 */
export function takeBackPaper(
	station: Station,
	doc: string,
	{ attach, before }: { attach: ChangeId; before: Input<'attach'> }
): Promise<Deed<TakeBackCode>> {
	return authorCase<TakeBackCode>(station, doc, (state) =>
		isLastOf(before.paper, attach, state) ? { type: 'attach', ...before } : 'written-since'
	);
}

function isLastOf(key: string, attach: ChangeId, { papers, timeline }: CaseState): boolean {
	const last = timeline.findLast(
		({ setAside, action }) => setAside === null && action?.type === 'attach' && action.paper === key
	);
	// Two that had not seen each other both lie there, whichever is the last.
	return last?.change === attach && papers.every(({ paper, change }) => paper !== key || change === attach);
}
