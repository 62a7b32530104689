import type { Station } from '../device/station.ts';
import { formHash } from '../documents/case/form.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

/** 补正: what was asked for is there. */
export function supplementCase(station: Station, doc: string, input: Input<'supplement'>): Promise<Deed> {
	return authorCase<never>(station, doc, (state) => ({
		type: 'supplement',
		...input,
		form: formHash(state)
	}));
}
