import type { Station } from '../device/station.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type NoteCode = 'text-missing';

export function addNote(station: Station, doc: string, input: Input<'note'>): Promise<Deed<NoteCode>> {
	const text = input.text.trim();
	return authorCase<NoteCode>(station, doc, () =>
		text === '' ? 'text-missing' : { type: 'note', ...input, text }
	);
}
