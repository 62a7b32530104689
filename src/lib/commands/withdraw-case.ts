import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input, type GivenSignature } from './author-case.ts';

export type WithdrawCode = 'reason-missing' | 'signature-missing';

/**
 * 撤回, at the applicant's wish and with the applicant's signature, on the screen or on the paper. What nobody has signed
 * (收单中) ends without one.
 */
export function withdrawCase(
	station: Station,
	doc: string,
	{ signature, reason }: Pick<Input<'withdraw'>, 'reason'> & { signature: GivenSignature }
): Promise<Deed<WithdrawCode>> {
	return authorCase<WithdrawCode>(station, doc, ({ stage }) => {
		if (reason.trim() === '') return 'reason-missing';
		if (stage === 'intake') return { type: 'withdraw', reason, signature: [], unsigned: true };
		if (signature.length === 0) return 'signature-missing';
		return { type: 'withdraw', reason, signature: signature === 'on-paper' ? [] : signature };
	});
}
