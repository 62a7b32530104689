import type { Station } from '../device/station.ts';
import type { FieldValue } from '../documents/case/state.ts';
import type { Deed } from './author-case.ts';

export type EditCode = 'wrong-id-number' | 'nothing-changed';

/** Writes form fields; those that already say so are left out, so that two people's edits touch what they changed. */
export declare function editForm(
	station: Station,
	doc: string,
	input: { fields: Record<string, FieldValue> }
): Promise<Deed<EditCode>>;
