import type { Station } from '../device/station.ts';
import type { Deed, Input } from './author-case.ts';

export type DecideCode = 'opinion-missing' | 'reason-missing' | 'form-in-conflict';

/** 决定. A refusal says its reasons and the way to appeal (行政许可法 §38). */
export declare function decideCase(
	station: Station,
	doc: string,
	input: Input<'decide'>
): Promise<Deed<DecideCode>>;
