import type { Station } from '../device/station.ts';
import { hasOpenField } from '../documents/case/conflicts.ts';
import { formHash } from '../documents/case/form.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type DecideCode =
	'outcome-missing' | 'opinion-missing' | 'reason-missing' | 'form-in-conflict' | 'authority-unsaid';

/** What a decision says; `outcome` is null while nothing was chosen. */
type Decision = Omit<Input<'decide'>, 'outcome' | 'authorised'> & {
	outcome: Input<'decide'>['outcome'] | null;
	/** Only where another unit decides this by the catalogue: whether the clerk said that theirs has the authority. */
	authorised: boolean | null;
};

/** 决定. A refusal says its reasons and the way to appeal (行政许可法 §38). */
export function decideCase(station: Station, doc: string, said: Decision): Promise<Deed<DecideCode>> {
	return authorCase<DecideCode>(station, doc, (state) => {
		const { outcome, authorised, ...words } = said;
		if (outcome === null) return 'outcome-missing';
		if (authorised === false) return 'authority-unsaid';
		const input = { outcome, ...words, ...(authorised ? { authorised } : {}) };
		if (input.opinion.trim() === '') return 'opinion-missing';
		if (input.outcome === 'refused' && input.reason.trim() === '') return 'reason-missing';
		if (hasOpenField(state)) return 'form-in-conflict';
		return { type: 'decide', ...input, form: formHash(state) };
	});
}
