import type { AuthorFault, CaseRow, Station } from '../device/station.ts';
import { editForm as editOf, shownFields } from '../documents/case/form.ts';
import { noReception, type ReceptionCode } from '../documents/directory/reception.ts';
import type { CatalogueItem } from '../domain/catalogue.ts';
import type { FieldValue } from '../documents/case/state.ts';
import { freshClient } from './edit-form.ts';
import { newCaseDoc } from './new-case-doc.ts';
import type { Outcome } from './outcome.ts';

export type AddMemberCode = 'proxy-not-allowed' | 'no-sibling' | ReceptionCode;

/**
 * One more item of a bundle, later: a case about the people of a sibling that is on this device, at its intake. Its own
 * papers and the signature come as in any case.
 */
export async function addMember(
	station: Station,
	{ bundle, item, unit }: { bundle: string; item: CatalogueItem; unit: string }
): Promise<Outcome<{ doc: string }, AddMemberCode | AuthorFault>> {
	const view = await station.bundleView(bundle);
	const sibling = view?.state.members.find(
		(member) => member.dropped === null && isLive(view.cases[member.case])
	);
	const like = sibling && (await station.caseView(sibling.case));
	const of = view?.state.bundle;
	if (!like || !of) return { ok: false, code: 'no-sibling' };
	const by = view.state.by ?? 'self';
	if (by === 'proxy' && item.implementation.proxy === '不可') return { ok: false, code: 'proxy-not-allowed' };
	if (!(await station.signedIn())) return { ok: false, code: 'not-signed-in' };
	const not = noReception(await station.directory(), unit, [item.implementation.code]);
	if (not) return { ok: false, code: not.code };
	const doc = newCaseDoc(station);
	const taken = await station.takeNumber();
	if (!taken.ok) return taken;
	const { number } = taken;
	const pinned = { code: item.implementation.code, version: item.version };
	const fields = ofPeople(shownFields(like.state));
	const authored = await station.authorTogether([
		{ doc: bundle, onBundle: () => [{ type: 'add', member: { item: pinned, case: doc } }] },
		{
			doc,
			onCase: ({ form }) => [
				{ type: 'open', number, item: pinned, unit, by, bundle: { doc: bundle, code: of.code } },
				{ type: 'edit', ...editOf(form, fields, freshClient(station.random)) }
			]
		}
	]);
	return authored.ok ? { ok: true, value: { doc } } : authored;
}

function isLive(row: CaseRow | undefined): boolean {
	return row !== undefined && row.stage !== 'withdrawn';
}

/** What the form asks besides belongs to the item. */
function ofPeople(fields: Record<string, FieldValue>): Record<string, FieldValue> {
	return Object.fromEntries(
		Object.entries(fields).filter(([key]) => /^(applicant|proxy|family)\./.test(key))
	);
}
