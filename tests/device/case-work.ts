import type { Station } from '../../src/lib/device/station.ts';
import { editForm } from '../../src/lib/documents/case/form.ts';
import type { FieldValue } from '../../src/lib/documents/case/state.ts';
import { VILLAGE } from './hand-made-county.ts';

export const VERSION = 'v'.repeat(43);

/** Opens a case for a neighbour at the village. */
export async function openAtVillage(station: Station, doc: string) {
	const taken = await station.takeNumber();
	if (!taken.ok) throw new Error(taken.code);
	const { number } = taken;
	return station.authorCase(doc, () => [
		{ type: 'open', number, item: { code: '532822MZ-001', version: VERSION }, unit: VILLAGE, by: 'self' }
	]);
}

export function write(station: Station, doc: string, values: Record<string, FieldValue>, client: number) {
	return station.authorCase(doc, ({ form }) => [{ type: 'edit', ...editForm(form, values, client) }]);
}

export function note(station: Station, doc: string, text: string) {
	return station.authorCase(doc, () => [{ type: 'note', text }]);
}
