import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type DeclineCode = 'reason-missing';

/** 不予受理: never without a reason in writing. */
export function declineCase(
	station: Station,
	doc: string,
	input: Input<'decline'>
): Promise<Deed<DeclineCode>> {
	return authorCase<DeclineCode>(station, doc, () =>
		input.reason.trim() === '' ? 'reason-missing' : { type: 'decline', ...input }
	);
}
