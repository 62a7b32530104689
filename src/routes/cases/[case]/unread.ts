import type { ChangeId } from '$lib/changes/change.ts';
import type { CaseState } from '$lib/documents/case/state.ts';

type Remark = CaseState['notes'][number];

/** What others said, in the order of the case: nobody's own words are news to them. */
export function saidByOthers(notes: readonly Remark[], clerk: string): Remark[] {
	return notes.filter((note) => note.clerk !== clerk);
}

/** What others said after `read`, the last of their remarks that this clerk was shown; all of it before any was. */
export function unread(notes: readonly Remark[], clerk: string, read: ChangeId | null): Remark[] {
	const others = saidByOthers(notes, clerk);
	return others.slice(others.findIndex(({ change }) => change === read) + 1);
}
