import type { Station } from '../device/station.ts';
import { hasOpenField } from '../documents/case/conflicts.ts';
import { formHash } from '../documents/case/form.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type DecideCode = 'opinion-missing' | 'reason-missing' | 'form-in-conflict';

/** 决定. A refusal says its reasons and the way to appeal (行政许可法 §38). */
export function decideCase(station: Station, doc: string, input: Input<'decide'>): Promise<Deed<DecideCode>> {
	return authorCase<DecideCode>(station, doc, (state) => {
		if (input.opinion.trim() === '') return 'opinion-missing';
		if (input.outcome === 'refused' && input.reason.trim() === '') return 'reason-missing';
		if (hasOpenField(state)) return 'form-in-conflict';
		return { type: 'decide', ...input, form: formHash(state) };
	});
}
