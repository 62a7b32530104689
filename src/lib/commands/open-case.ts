import type { AuthorFault, Station } from '../device/station.ts';
import type { FieldValue } from '../documents/case/state.ts';
import type { CatalogueItem } from '../domain/catalogue.ts';
import type { Outcome } from './outcome.ts';

export type OpenCode = 'proxy-not-allowed' | 'wrong-id-number' | 'applicant-missing';

/** Intake begins: takes a number and writes what is asked for, by whom, and the form so far. */
export declare function openCase(
	station: Station,
	input: {
		/** From `newCaseDoc`. */
		doc: string;
		item: CatalogueItem;
		by: 'self' | 'proxy';
		/** Where it is taken in. */
		unit: string;
		fields: Record<string, FieldValue>;
	}
): Promise<Outcome<{ doc: string; number: string }, OpenCode | AuthorFault>>;
