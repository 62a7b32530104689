import type { Gap } from '$lib/documents/case/actions.ts';
import { m } from '$lib/paraglide/messages.js';

/** What is usually wrong with a paper or a field; `other` is written by hand. */
export type GapReason =
	'missing' | 'unclear' | 'expired' | 'differs' | 'unsigned' | 'too-few' | 'empty' | 'wrong' | 'other';

export const paperReasons: readonly GapReason[] = [
	...(['missing', 'unclear', 'expired', 'differs', 'unsigned', 'too-few', 'other'] as const)
];
export const fieldReasons: readonly GapReason[] = ['empty', 'wrong', 'differs', 'other'];

const words: Record<
	Exclude<GapReason, 'other'>,
	{
		label: () => string;
		wrong: (inputs: { name: string }) => string;
		fix: (inputs: { name: string }) => string;
	}
> = {
	missing: { label: m.case_gap_reason_missing, wrong: m.case_gap_missing, fix: m.case_gap_bring },
	unclear: { label: m.case_gap_reason_unclear, wrong: m.case_gap_unclear, fix: m.case_gap_unclear_fix },
	expired: { label: m.case_gap_reason_expired, wrong: m.case_gap_expired, fix: m.case_gap_expired_fix },
	differs: { label: m.case_gap_reason_differs, wrong: m.case_gap_differs, fix: m.case_gap_differs_fix },
	unsigned: { label: m.case_gap_reason_unsigned, wrong: m.case_gap_unsigned, fix: m.case_gap_unsigned_fix },
	'too-few': { label: m.case_gap_reason_too_few, wrong: m.case_gap_too_few, fix: m.case_gap_too_few_fix },
	empty: { label: m.case_gap_reason_empty, wrong: m.case_gap_empty, fix: m.case_gap_empty_fix },
	wrong: { label: m.case_gap_reason_wrong, wrong: m.case_gap_field_wrong, fix: m.case_gap_field_wrong_fix }
};

export function reasonLabel(reason: GapReason): string {
	return reason === 'other' ? m.case_gap_other() : words[reason].label();
}

/** A gap as that reason usually reads; what is written by hand begins blank. */
export function gapFor(about: string, name: string, reason: GapReason): Gap {
	const blank = { about, wrong: '', fix: '', where: '', substitute: '' };
	if (reason === 'other') return blank;
	return { ...blank, wrong: words[reason].wrong({ name }), fix: words[reason].fix({ name }) };
}
