import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type WithdrawCode = 'reason-missing' | 'signature-missing';

/** 撤回, at the applicant's wish and with the applicant's signature. */
export function withdrawCase(
	station: Station,
	doc: string,
	input: Input<'withdraw'>
): Promise<Deed<WithdrawCode>> {
	return authorCase<WithdrawCode>(station, doc, () => {
		if (input.reason.trim() === '') return 'reason-missing';
		if (input.signature.length === 0) return 'signature-missing';
		return { type: 'withdraw', ...input };
	});
}
