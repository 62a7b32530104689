import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type AttachCode = 'photograph-missing' | 'copies-missing' | 'instead-missing';

/** One paper as it lies on the counter, or how it is answered without lying there; or taken back. */
export function attachPaper(
	station: Station,
	doc: string,
	input: Input<'attach'>
): Promise<Deed<AttachCode>> {
	return authorCase<AttachCode>(station, doc, () => {
		if (input.way === 'photo' && input.photographs.length === 0) return 'photograph-missing';
		if ((input.way === 'original' || input.way === 'copy') && input.copies === 0) return 'copies-missing';
		if (input.way === 'substitute' && input.instead.trim() === '') return 'instead-missing';
		return { type: 'attach', ...input };
	});
}
