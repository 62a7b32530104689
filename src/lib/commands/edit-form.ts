import type { Station } from '../device/station.ts';
import { editForm as editOf, shownFields } from '../documents/case/form.ts';
import type { CaseState, FieldValue } from '../documents/case/state.ts';
import type { Random } from '../platform/seams.ts';
import { authorCase, type Deed } from './author-case.ts';
import { withReadIdNumbers } from './id-numbers.ts';

/** `field-faulty`: what was typed cannot be read; told by the form before anything is written. */
export type EditCode = 'wrong-id-number' | 'nothing-changed' | 'field-faulty';

/**
 * Writes form fields. Those that already say so are left out, so that two people's edits touch only what they
 * changed; a field in conflict is written in any case, for that settles it.
 */
export function editForm(
	station: Station,
	doc: string,
	input: { fields: Record<string, FieldValue> }
): Promise<Deed<EditCode>> {
	return authorCase<EditCode>(station, doc, (state) => {
		const fields = withReadIdNumbers(input.fields, shownFields(state));
		if (!fields) return 'wrong-id-number';
		const changed = changedFields(fields, state);
		if (Object.keys(changed).length === 0) return 'nothing-changed';
		return { type: 'edit', ...editOf(state.form, changed, freshClient(station.random)) };
	});
}

function changedFields(fields: Record<string, FieldValue>, state: CaseState): Record<string, FieldValue> {
	const changed = Object.entries(fields).filter(([key, value]) => {
		const writes = state.fields[key] ?? [];
		return writes.length !== 1 || writes[0]?.value !== value;
	});
	return Object.fromEntries(changed);
}

/** Yjs asks for a client that nobody has; 32 random bits. */
export function freshClient(random: Random): number {
	return new DataView(random.bytes(4).buffer).getUint32(0);
}
