import { shownFields } from '../../lib/documents/case/form.ts';
import type { CaseState } from '$lib/documents/case/state.ts';

/** The form of a case as it is typed: every field as text. */
export function saidFields(state: CaseState): Record<string, string> {
	const said = Object.entries(shownFields(state)).map(([key, value]) => [key, String(value ?? '')] as const);
	return Object.fromEntries(said);
}
