import type { AuthorFault, Station, Writing } from '../device/station.ts';
import type { CaseAction, Strokes } from '../documents/case/actions.ts';
import { editForm as editOf, hashOfFields } from '../documents/case/form.ts';
import type { CaseState, FieldValue } from '../documents/case/state.ts';
import { noReception, type ReceptionCode } from '../documents/directory/reception.ts';
import type { CatalogueBundle, CatalogueItem } from '../domain/catalogue.ts';
import { attachFault, type AttachCode } from './attach-paper.ts';
import type { GivenSignature, Input } from './author-case.ts';
import { freshClient } from './edit-form.ts';
import { isFilled, withReadIdNumbers } from './id-numbers.ts';
import type { OpenCode } from './open-case.ts';
import type { Outcome } from './outcome.ts';
import type { SubmitCode } from './submit-case.ts';

export type BundleOpenCode = 'no-members' | OpenCode | SubmitCode | AttachCode | ReceptionCode;

/** One item of the bundle, and the case that does it. */
export type MemberOpening = {
	/** From `newCaseDoc`. */
	doc: string;
	item: CatalogueItem;
	papers: Input<'attach'>[];
	/** What this item's form says besides what all say; what all say holds. */
	fields: Record<string, FieldValue>;
};

export type BundleOpening = {
	/** From `newBundleDoc`. */
	doc: string;
	bundle: CatalogueBundle;
	by: 'self' | 'proxy';
	/** Where it is taken in. */
	unit: string;
	/** Who receives its cases. */
	to: string;
	/** The one form: the same in every case. */
	fields: Record<string, FieldValue>;
	members: MemberOpening[];
	signature: GivenSignature;
	/** As in `submitCase`. */
	principal?: Strokes | null;
	/** What each case's record says where it was signed on paper. */
	onPaperNote: string;
};

/**
 * 一件事 is taken in: the parent with its own number, and for each item a case with the one form, the papers it asks
 * for and the one signature, offered to its receiver. All of it is on the disk when it answers, or nothing.
 */
export async function openBundle(
	station: Station,
	opening: BundleOpening
): Promise<Outcome<{ number: string; cases: string[] }, BundleOpenCode | AuthorFault>> {
	const fault = openingFault(opening);
	if (fault) return { ok: false, code: fault };
	if (!(await station.identity())) return { ok: false, code: 'not-enrolled' };
	if (!(await station.signedIn())) return { ok: false, code: 'not-signed-in' };
	const directory = await station.directory();
	const codes = opening.members.map(({ item }) => item.implementation.code);
	const not = noReception(directory, opening.unit, codes) ?? noReception(directory, opening.to, codes);
	if (not) return { ok: false, code: not.code };
	const forms = formsOf(opening);
	if (!forms) return { ok: false, code: 'wrong-id-number' };
	const parent = await station.takeNumber();
	if (!parent.ok) return parent;
	const { number } = parent;
	const cases: Writing[] = [];
	for (const { member, fields } of forms) {
		const taken = await station.takeNumber();
		if (!taken.ok) return taken;
		cases.push({
			doc: member.doc,
			onCase: (state) => caseDeeds(state, { opening, member, fields, number: taken.number, station })
		});
	}
	const authored = await station.authorTogether([
		{ doc: opening.doc, onBundle: () => [parentDeed(opening, number)] },
		...cases
	]);
	return authored.ok
		? { ok: true, value: { number, cases: opening.members.map(({ doc }) => doc) } }
		: authored;
}

/** Each case's form, read as a whole; null where one has a slip in an identity number. */
function formsOf({ fields, members }: BundleOpening) {
	const forms = members.flatMap((member) => {
		const read = withReadIdNumbers({ ...member.fields, ...fields }, {});
		return read ? { member, fields: read } : [];
	});
	return forms.length === members.length ? forms : null;
}

function openingFault({ members, by, fields, signature, principal }: BundleOpening): BundleOpenCode | null {
	if (members.length === 0) return 'no-members';
	const inPerson = members.some(({ item }) => item.implementation.proxy === '不可');
	if (by === 'proxy' && inPerson) return 'proxy-not-allowed';
	if (!isFilled(fields, 'applicant.name', 'applicant.idNumber')) return 'applicant-missing';
	if (by === 'proxy' && !isFilled(fields, 'proxy.name', 'proxy.idNumber')) return 'proxy-missing';
	if (signature.length === 0) return 'signature-missing';
	if (by === 'proxy' && principal?.length === 0) return 'principal-unsigned';
	for (const { papers } of members) {
		for (const paper of papers) {
			const fault = attachFault(paper);
			if (fault) return fault;
		}
	}
	return null;
}

function parentDeed({ bundle, by, unit, to, members }: BundleOpening, number: string) {
	return {
		type: 'open' as const,
		number,
		bundle: { code: bundle.bundle.code, version: bundle.version },
		unit,
		by,
		to,
		lead: bundle.bundle.lead,
		members: members.map(({ doc, item }) => ({
			item: { code: item.implementation.code, version: item.version },
			case: doc
		}))
	};
}

type CaseWriting = {
	opening: BundleOpening;
	member: MemberOpening;
	fields: Record<string, FieldValue>;
	number: string;
	station: Station;
};

function caseDeeds(
	state: CaseState,
	{ opening, member, fields, number, station }: CaseWriting
): CaseAction[] {
	const { doc, bundle, by, unit, to, signature, principal, onPaperNote } = opening;
	const { item, papers } = member;
	const isOnPaper = signature === 'on-paper';
	return [
		{
			type: 'open',
			number,
			item: { code: item.implementation.code, version: item.version },
			unit,
			by,
			bundle: { doc, code: bundle.bundle.code }
		},
		{ type: 'edit', ...editOf(state.form, fields, freshClient(station.random)) },
		...papers.map((paper): CaseAction => ({ type: 'attach', ...paper })),
		...(isOnPaper ? [{ type: 'note' as const, text: onPaperNote }] : []),
		{
			...{ type: 'submit', to, form: hashOfFields(fields), signature: isOnPaper ? [] : signature },
			...(by === 'proxy' && principal ? { principal } : {})
		}
	];
}
