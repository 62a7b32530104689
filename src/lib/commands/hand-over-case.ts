import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type HandOverCode = 'already-there';

/** Offers the case to another unit; ours until they receive it. */
export function handOverCase(
	station: Station,
	doc: string,
	input: Input<'handOver'>
): Promise<Deed<HandOverCode>> {
	return authorCase<HandOverCode>(station, doc, (state) =>
		state.holder === input.to ? 'already-there' : { type: 'handOver', ...input }
	);
}
