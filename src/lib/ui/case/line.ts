import type { CaseActionType } from '../../documents/case/actions.ts';

/** One case in a list, as it is shown: masked, in words. */
export type CaseLineFacts = {
	doc: string;
	href: string;
	place: 'here' | 'county' | 'needs-you';
	number: string;
	title: string;
	person: string;
	/** Who has it now, or to whom it is offered. */
	holder: string;
	due: DueWords | null;
	next: { label: string; letter: string; href: string } | null;
};

export type DueWords = { tone: 'calm' | 'soon' | 'late'; text: string };

/** The key that does it: on a row of a list and on the case's page. */
export const letters: Record<CaseActionType, string> = {
	open: 'o',
	edit: 'e',
	attach: 'p',
	submit: 't',
	receive: 's',
	accept: 'a',
	requestCorrection: 'g',
	supplement: 'b',
	decline: 'n',
	handOver: 'j',
	decide: 'd',
	deliver: 'l',
	note: 'm',
	recall: 'u',
	withdraw: 'w',
	settle: 'c'
};
