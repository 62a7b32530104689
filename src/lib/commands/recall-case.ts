import type { Station } from '../device/station.ts';
import { authorCase, type Deed } from './author-case.ts';

export type RecallCode = 'nothing-offered';

/**
 * 撤回移交: takes this unit's offer back while nobody has received it, so that a wrong receiver can be put right.
 * A case that was submitted is at the counter again, to be signed anew.
 */
export function recallCase(
	station: Station,
	doc: string,
	input: { remark: string }
): Promise<Deed<RecallCode>> {
	return authorCase<RecallCode>(station, doc, ({ offer }) =>
		offer ? { type: 'recall', offer: offer.change, remark: input.remark } : 'nothing-offered'
	);
}
