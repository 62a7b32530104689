import type { Strokes } from '../../documents/case/actions.ts';
import type { TimelineEntry } from '../../documents/case/state.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import { m } from '../../paraglide/messages.js';
import { wayText } from '../papers/ways.ts';
import { fieldLabel, valueText } from './field-labels.ts';
import { listedPhrases } from '../listed.ts';

/** What a deed said, in one line; null where its name says all. Identity numbers masked. */
export function deedDetails({ action }: TimelineEntry, directory: DirectoryState): string | null {
	switch (action?.type) {
		case 'edit':
			return listedPhrases(
				Object.entries(action.values).map(([key, value]) =>
					m.case_because({ action: fieldLabel(key), reason: valueText(key, value) })
				)
			);
		case 'attach': {
			const way =
				action.way === 'remove' ? m.case_paper_taken_back() : wayText({ ...action, way: action.way });
			return m.case_because({ action: action.name, reason: way });
		}
		case 'submit': {
			const offered = m.case_offered({ unit: directory.units[action.to]?.short ?? action.to });
			return action.principal ? listedPhrases([offered, m.intake_sign_principal_did()]) : offered;
		}
		case 'handOver':
			return m.case_offered({ unit: directory.units[action.to]?.short ?? action.to });
		case 'recall':
			return action.remark === '' ? null : action.remark;
		case 'requestCorrection':
			return listedPhrases(action.gaps.map(({ wrong }) => wrong));
		case 'decline':
			return action.reason;
		case 'withdraw':
			return action.reason + (action.unsigned ? '' : onPaper(action.signature));
		case 'decide': {
			const outcome = action.outcome === 'granted' ? m.case_deed_granted() : m.case_deed_refused();
			const said = m.case_because({ action: outcome, reason: action.opinion });
			return action.authorised ? listedPhrases([said, m.case_deed_authorised_said()]) : said;
		}
		case 'deliver':
			return action.taker + (action.way === 'post' ? '' : onPaper(action.signature));
		case 'note':
			return action.text;
		default:
			return null;
	}
}

function onPaper(signature: Strokes): string {
	return signature.length > 0 ? '' : m.papers_signed_on_paper();
}
