import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type AttachCode = 'photograph-missing' | 'copies-missing';

/** One paper as it lies on the counter: seen, taken or photographed; or taken back. */
export function attachPaper(
	station: Station,
	doc: string,
	input: Input<'attach'>
): Promise<Deed<AttachCode>> {
	return authorCase<AttachCode>(station, doc, () => {
		if (input.way === 'photo' && input.photographs.length === 0) return 'photograph-missing';
		if ((input.way === 'original' || input.way === 'copy') && input.copies === 0) return 'copies-missing';
		return { type: 'attach', ...input };
	});
}
