import type { AuthorFault, Station } from '../device/station.ts';
import { editForm as editOf, shownFields } from '../documents/case/form.ts';
import type { CatalogueItem } from '../domain/catalogue.ts';
import { freshClient } from './edit-form.ts';
import { newCaseDoc } from './new-case-doc.ts';
import type { Outcome } from './outcome.ts';

export type AddMemberCode = 'proxy-not-allowed' | 'no-sibling';

/**
 * One more item of a bundle, later: a case with the form of a sibling that is on this device, at its intake. Its own
 * papers and the signature come as in any case.
 */
export async function addMember(
	station: Station,
	{ bundle, item, unit }: { bundle: string; item: CatalogueItem; unit: string }
): Promise<Outcome<{ doc: string }, AddMemberCode | AuthorFault>> {
	const view = await station.bundleView(bundle);
	const [sibling] = view ? Object.keys(view.cases) : [];
	const like = sibling === undefined ? null : await station.caseView(sibling);
	const of = view?.state.bundle;
	if (!like || !of) return { ok: false, code: 'no-sibling' };
	const by = view.state.by ?? 'self';
	if (by === 'proxy' && item.implementation.proxy === '不可') return { ok: false, code: 'proxy-not-allowed' };
	if (!(await station.signedIn())) return { ok: false, code: 'not-signed-in' };
	const doc = newCaseDoc(station);
	const number = await station.takeNumber();
	const pinned = { code: item.implementation.code, version: item.version };
	const fields = shownFields(like.state);
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
