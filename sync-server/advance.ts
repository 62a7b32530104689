import type { Change } from '../src/lib/changes/change.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import { advanceCase, startCase } from '../src/lib/documents/case/fold.ts';
import { readersOf } from '../src/lib/documents/case/readers.ts';
import type { CaseState } from '../src/lib/documents/case/state.ts';
import { advanceDirectory } from '../src/lib/documents/directory/fold.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { deedOf } from '../src/lib/record/deed-of.ts';
import type { CommitDraft } from './commit-draft.ts';

/** Every unit's feed. */
export const EVERYONE = '*';

/** Folds a placed change into its document's row of state and appends it to the feeds. Answers the directory after it. */
export function advance(
	draft: CommitDraft,
	change: Change,
	receipt: Receipt,
	directory: DirectoryState
): DirectoryState {
	const { doc } = change.envelope;
	const deed = deedOf({ change, receipt }, directory);
	if (doc.startsWith('directory/')) {
		const state = advanceDirectory(directory, deed);
		draft.putState(doc, { pos: receipt.pos, state, readers: [EVERYONE] });
		draft.appendFeed(EVERYONE, change.id);
		return state;
	}
	const before = draft.stateOf(doc);
	const state = advanceCase((before?.state as CaseState | undefined) ?? startCase(doc), deed);
	const readers = readersOf(state, directory);
	draft.putState(doc, { pos: receipt.pos, state, readers });
	feedReaders(draft, change, before?.readers ?? [], readers);
	return directory;
}

/** P42, P43: a unit that gains a case gets all of it; one that loses it still gets the change that took it away. */
function feedReaders(draft: CommitDraft, change: Change, before: string[], after: string[]): void {
	for (const unit of after.filter((one) => !before.includes(one))) {
		for (const id of draft.settledOf(change.envelope.doc)) draft.appendFeed(unit, id);
	}
	for (const unit of before) draft.appendFeed(unit, change.id);
}
