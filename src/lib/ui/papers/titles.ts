import { m } from '../../paraglide/messages.js';
import type { PaperKind } from './paper.ts';

/** What each paper is called in lists and on buttons. */
export const paperTitles: Record<PaperKind, () => string> = {
	receipt: m.papers_receipt,
	acceptance: m.papers_acceptance,
	correction: m.papers_correction,
	decline: m.papers_decline,
	decision: m.papers_decision,
	delivery: m.papers_delivery
};
