import type { Station } from '../device/station.ts';
import { chinaDate } from '../domain/working-days.ts';
import { authorCase, type Deed, type Input } from './author-case.ts';

export type CorrectionCode = 'gaps-missing' | 'gap-unsaid' | 'reason-needed' | 'until-passed';

/** 一次性告知: every gap at once; a second one only with a reason (行政许可法 §32(4)). */
export function requestCorrection(
	station: Station,
	doc: string,
	input: Input<'requestCorrection'>
): Promise<Deed<CorrectionCode>> {
	return authorCase<CorrectionCode>(station, doc, (state) => {
		if (input.gaps.length === 0) return 'gaps-missing';
		// Left out here, it could only be asked for by a second notice.
		if (input.gaps.some(({ wrong, fix }) => !wrong.trim() || !fix.trim())) return 'gap-unsaid';
		if (state.corrections.length > 0 && !input.reasonForAnother?.trim()) return 'reason-needed';
		if (input.until !== null && input.until < chinaDate(station.clock.now())) return 'until-passed';
		return { type: 'requestCorrection', ...input };
	});
}
