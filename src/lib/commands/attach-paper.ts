import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type AttachCode = 'photograph-missing' | 'copies-missing' | 'instead-missing';

/** One paper as it lies on the counter, or how it is answered without lying there; or taken back. */
export function attachPaper(
	station: Station,
	doc: string,
	input: Input<'attach'>
): Promise<Deed<AttachCode>> {
	return authorCase<AttachCode>(station, doc, () => attachFault(input) ?? { type: 'attach', ...input });
}

/** What a paper lacks of what its way needs. */
export function attachFault({ way, photographs, copies, instead }: Input<'attach'>): AttachCode | null {
	if (way === 'photo' && photographs.length === 0) return 'photograph-missing';
	if ((way === 'original' || way === 'copy') && copies === 0) return 'copies-missing';
	return way === 'substitute' && instead.trim() === '' ? 'instead-missing' : null;
}
