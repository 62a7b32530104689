import type { AuthorFault, Station } from '../device/station.ts';
import { editForm as editOf } from '../documents/case/form.ts';
import type { FieldValue } from '../documents/case/state.ts';
import { noReception, type ReceptionCode } from '../documents/directory/reception.ts';
import type { CatalogueItem } from '../domain/catalogue.ts';
import { freshClient } from './edit-form.ts';
import { isFilled, withReadIdNumbers } from './id-numbers.ts';
import type { Outcome } from './outcome.ts';

export type OpenCode = 'proxy-not-allowed' | 'wrong-id-number' | 'applicant-missing' | ReceptionCode;

export type Opening = {
	/** From `newCaseDoc`. */
	doc: string;
	item: CatalogueItem;
	by: 'self' | 'proxy';
	/** Where it is taken in. */
	unit: string;
	fields: Record<string, FieldValue>;
};

/** Intake begins: takes a number and writes what is asked for, by whom, and the form so far. */
export async function openCase(
	station: Station,
	{ doc, item, by, unit, fields }: Opening
): Promise<Outcome<{ doc: string; number: string }, OpenCode | AuthorFault>> {
	if (by === 'proxy' && item.implementation.proxy === '不可') return { ok: false, code: 'proxy-not-allowed' };
	if (!isFilled(fields, 'applicant.name', 'applicant.idNumber'))
		return { ok: false, code: 'applicant-missing' };
	const read = withReadIdNumbers(fields, {});
	if (!read) return { ok: false, code: 'wrong-id-number' };
	if (!(await station.identity())) return { ok: false, code: 'not-enrolled' };
	if (!(await station.signedIn())) return { ok: false, code: 'not-signed-in' };
	const { code } = item.implementation;
	const not = noReception(await station.directory(), unit, [code]);
	if (not) return { ok: false, code: not.code };
	const taken = await station.takeNumber();
	if (!taken.ok) return taken;
	const { number } = taken;
	const authored = await station.authorCase(doc, (state) => [
		{ type: 'open', number, item: { code, version: item.version }, unit, by },
		{ type: 'edit', ...editOf(state.form, read, freshClient(station.random)) }
	]);
	return authored.ok ? { ok: true, value: { doc, number } } : authored;
}
