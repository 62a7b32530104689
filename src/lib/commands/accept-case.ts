import type { Station } from '../device/station.ts';
import type { Deed, Input } from './author-case.ts';

export type AcceptCode = 'form-in-conflict';

/** 受理, with the limits that run from today; pins the form as it is seen. */
export declare function acceptCase(
	station: Station,
	doc: string,
	input: Input<'accept'>
): Promise<Deed<AcceptCode>>;
