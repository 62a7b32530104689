import type { Station } from '../device/station.ts';
import { formHash, shownFields } from '../documents/case/form.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';
import { isFilled, withReadIdNumbers } from './id-numbers.ts';

export type SubmitCode = 'applicant-missing' | 'proxy-missing' | 'wrong-id-number';

/** Intake is done: offered to the unit that receives. `signature` is empty where the paper was signed instead. */
export function submitCase(station: Station, doc: string, input: Input<'submit'>): Promise<Deed<SubmitCode>> {
	return authorCase<SubmitCode>(station, doc, (state) => {
		const fields = shownFields(state);
		if (!isFilled(fields, 'applicant.name', 'applicant.idNumber')) return 'applicant-missing';
		if (state.by === 'proxy' && !isFilled(fields, 'proxy.name', 'proxy.idNumber')) return 'proxy-missing';
		if (!withReadIdNumbers(fields, fields)) return 'wrong-id-number';
		return { type: 'submit', ...input, form: formHash(state) };
	});
}
