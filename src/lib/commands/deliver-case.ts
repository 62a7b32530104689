import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type DeliverCode = 'taker-missing' | 'signature-missing';

/** 送达/领取. Whoever takes it by hand signs; the post does not. */
export function deliverCase(
	station: Station,
	doc: string,
	input: Input<'deliver'>
): Promise<Deed<DeliverCode>> {
	return authorCase<DeliverCode>(station, doc, () => {
		if (input.taker.trim() === '') return 'taker-missing';
		if (input.way !== 'post' && input.signature.length === 0) return 'signature-missing';
		return { type: 'deliver', ...input };
	});
}
