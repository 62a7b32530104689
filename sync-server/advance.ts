import type { Change } from '../src/lib/changes/change.ts';
import type { Receipt } from '../src/lib/changes/receipt.ts';
import type { DirectoryState } from '../src/lib/documents/directory/state.ts';
import { kindOf, kinds, type Kind } from '../src/lib/documents/kinds.ts';
import { deedOf } from '../src/lib/record/deed-of.ts';
import type { CommitDraft } from './commit-draft.ts';

/** Folds a placed change into its document's row of state and appends it to the feeds. Answers the directory after it. */
export function advance(
	draft: CommitDraft,
	change: Change,
	receipt: Receipt,
	directory: DirectoryState
): DirectoryState {
	const { doc } = change.envelope;
	const name = kindOf(doc);
	if (name === null) throw new Error(`the gate let in ${doc}`);
	const kind: Kind<unknown> = kinds[name];
	const before = draft.stateOf(doc);
	const state = kind.advance(before?.state ?? kind.start(doc), deedOf({ change, receipt }, directory));
	const readers = kind.readers(state, directory);
	draft.putState(doc, { pos: receipt.pos, state, readers });
	feedReaders(draft, change, before?.readers ?? [], readers);
	return name === 'directory' ? (state as DirectoryState) : directory;
}

/** P42, P43: a unit that gains a document gets all of it; one that loses it still gets the change that took it away. */
function feedReaders(draft: CommitDraft, change: Change, before: string[], after: string[]): void {
	for (const unit of after.filter((one) => !before.includes(one))) {
		for (const id of draft.settledOf(change.envelope.doc)) draft.appendFeed(unit, id);
	}
	for (const unit of before) draft.appendFeed(unit, change.id);
}
