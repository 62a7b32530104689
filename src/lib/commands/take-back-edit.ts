import type { ChangeId } from '../changes/change.ts';
import type { Station } from '../device/station.ts';
import { editForm as editOf } from '../documents/case/form.ts';
import type { FieldValue } from '../documents/case/state.ts';
import { authorCase, type Deed } from './author-case.ts';
import { freshClient } from './edit-form.ts';

export type TakeBackCode = 'written-since';

/**
 * Writes the fields as they were before the edit. Only while each still is as that edit left it: this clerk has
 * seen what a colleague wrote since, so no conflict would tell that it was lost.
 */
export function takeBackEdit(
	station: Station,
	doc: string,
	{ edit, fields }: { edit: ChangeId; fields: Record<string, FieldValue> }
): Promise<Deed<TakeBackCode>> {
	return authorCase<TakeBackCode>(station, doc, (state) => {
		const isAsLeft = Object.keys(fields).every((key) => {
			const writes = state.fields[key] ?? [];
			return writes.length === 1 && writes[0]?.change === edit;
		});
		if (!isAsLeft) return 'written-since';
		return { type: 'edit', ...editOf(state.form, fields, freshClient(station.random)) };
	});
}
