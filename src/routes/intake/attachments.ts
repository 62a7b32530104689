import type { CaseActions } from '$lib/documents/case/actions.ts';
import type { Paper } from '$lib/documents/case/state.ts';
import type { DraftPaper } from './draft.ts';

type Attachment = Omit<CaseActions['attach'], 'type'>;

/** What must be attached or taken back so that the case holds the papers of the draft. */
export function attachmentsDue(held: readonly Paper[], drafted: readonly DraftPaper[]): Attachment[] {
	const put = drafted.filter((paper) => !held.some((known) => isSame(known, paper)));
	const removed = held.filter((known) => !drafted.some(({ paper }) => paper === known.paper));
	return [
		...put.map((paper): Attachment => ({ ...paper })),
		...removed.map(({ paper, name }): Attachment => ({
			paper,
			name,
			way: 'remove',
			copies: 0,
			photographs: []
		}))
	];
}

function isSame(a: DraftPaper, b: DraftPaper): boolean {
	const hashes = ({ photographs }: DraftPaper): string => photographs.map(({ hash }) => hash).join();
	return a.paper === b.paper && a.way === b.way && a.copies === b.copies && hashes(a) === hashes(b);
}
