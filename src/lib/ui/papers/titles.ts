import { m } from '../../paraglide/messages.js';
import type { PaperKind } from './paper.ts';

/** What each paper is called in lists and on buttons. */
export const paperTitles: Record<PaperKind, () => string> = {
	receipt: m.papers_receipt,
	mandate: m.papers_mandate,
	acceptance: m.papers_acceptance,
	correction: m.papers_correction,
	decline: m.papers_decline,
	decision: m.papers_decision,
	delivery: m.papers_delivery
};

/** Who gets each copy of a paper (standards.md §5), in the order in which they are printed. */
export const copyHolders: Record<PaperKind, (() => string)[]> = {
	receipt: [m.papers_copy_applicant, m.papers_copy_kept],
	mandate: [m.papers_copy_principal, m.papers_copy_agent, m.papers_copy_kept],
	acceptance: [m.papers_copy_applicant, m.papers_copy_kept],
	correction: [m.papers_copy_applicant, m.papers_copy_kept],
	decline: [m.papers_copy_applicant, m.papers_copy_kept],
	decision: [m.papers_copy_applicant, m.papers_copy_kept],
	delivery: [m.papers_copy_kept]
};
