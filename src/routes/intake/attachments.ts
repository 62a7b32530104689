import type { Input } from '$lib/commands/author-case.ts';
import type { DraftPaper } from './draft.ts';

type Attachment = Input<'attach'>;

/**
 * What must be attached or taken back after the papers on the counter changed from `before` to `now`. What a
 * colleague attached meanwhile is in neither and stays.
 */
export function attachmentsDue(before: readonly DraftPaper[], now: readonly DraftPaper[]): Attachment[] {
	const put = now.filter((paper) => !before.some((known) => isSame(known, paper)));
	const removed = before.filter((known) => !now.some(({ paper }) => paper === known.paper));
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
