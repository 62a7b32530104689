import type { Station } from '../device/station.ts';
import type { Deed, Input } from './author-case.ts';

/** 补正: what was asked for is there. */
export declare function supplementCase(
	station: Station,
	doc: string,
	input: Input<'supplement'>
): Promise<Deed>;
