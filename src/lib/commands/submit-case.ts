import type { Station } from '../device/station.ts';
import type { Deed, Input } from './author-case.ts';

export type SubmitCode = 'applicant-missing' | 'proxy-missing' | 'wrong-id-number' | 'signature-missing';

/** Intake is done: signed by the applicant (or proxy), offered to the unit that receives. */
export declare function submitCase(
	station: Station,
	doc: string,
	input: Input<'submit'>
): Promise<Deed<SubmitCode>>;
