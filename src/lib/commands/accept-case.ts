import type { Station } from '../device/station.ts';
import { hasOpenField } from '../documents/case/conflicts.ts';
import { formHash } from '../documents/case/form.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type AcceptCode = 'form-in-conflict';

/** 受理, with the limits that run from today; pins the form as it is seen. */
export function acceptCase(station: Station, doc: string, input: Input<'accept'>): Promise<Deed<AcceptCode>> {
	return authorCase<AcceptCode>(station, doc, (state) =>
		hasOpenField(state) ? 'form-in-conflict' : { type: 'accept', ...input, form: formHash(state) }
	);
}
