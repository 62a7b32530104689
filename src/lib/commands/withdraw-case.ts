import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input, type GivenSignature } from './author-case.ts';

export type WithdrawCode = 'reason-missing' | 'signature-missing';

/** 撤回, at the applicant's wish and with the applicant's signature, on the screen or on the paper. */
export function withdrawCase(
	station: Station,
	doc: string,
	{ signature, ...input }: Omit<Input<'withdraw'>, 'signature'> & { signature: GivenSignature }
): Promise<Deed<WithdrawCode>> {
	return authorCase<WithdrawCode>(station, doc, () => {
		if (input.reason.trim() === '') return 'reason-missing';
		if (signature.length === 0) return 'signature-missing';
		return { type: 'withdraw', ...input, signature: signature === 'on-paper' ? [] : signature };
	});
}
