import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input, type GivenSignature } from './author-case.ts';

export type DeliverCode = 'taker-missing' | 'signature-missing';

/** 送达/领取. Whoever takes it by hand signs, on the screen or on the paper; the post does not. */
export function deliverCase(
	station: Station,
	doc: string,
	{ signature, ...input }: Omit<Input<'deliver'>, 'signature'> & { signature: GivenSignature }
): Promise<Deed<DeliverCode>> {
	return authorCase<DeliverCode>(station, doc, () => {
		if (input.taker.trim() === '') return 'taker-missing';
		if (input.way !== 'post' && signature.length === 0) return 'signature-missing';
		return { type: 'deliver', ...input, signature: signature === 'on-paper' ? [] : signature };
	});
}
