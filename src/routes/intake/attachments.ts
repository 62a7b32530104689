import type { Input } from '$lib/commands/author-case.ts';
import type { Material } from '$lib/domain/catalogue.ts';
import { usualWay } from '../../lib/domain/paper-ways.ts';
import type { DraftPaper } from './draft.ts';

type Attachment = Input<'attach'>;

/** A material as it usually comes: 原件核验 seen, 复印件 one copy … */
export function usualPaper(material: Material): DraftPaper {
	const way = usualWay(material);
	const copies = way === 'original' || way === 'copy' ? 1 : 0;
	return { paper: material.key, name: material.name, way, copies, photographs: [], instead: '' };
}

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
			...{ paper, name, way: 'remove', copies: 0, photographs: [], instead: '' }
		}))
	];
}

function isSame(a: DraftPaper, b: DraftPaper): boolean {
	const facts = ({ paper, way, copies, instead, photographs }: DraftPaper): string =>
		JSON.stringify([paper, way, copies, instead, photographs.map(({ hash }) => hash)]);
	return facts(a) === facts(b);
}
