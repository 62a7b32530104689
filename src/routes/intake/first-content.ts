import type { Station } from '$lib/device/station.ts';
import { freshContent, type IntakeContent } from './draft.ts';
import { fieldsOfPerson } from './known-people.ts';
import { contentForMember } from './next-member.ts';
import { saidFields } from './said-fields.ts';

/**
 * With what a new intake begins: `person`, the key of someone this device knows; or `after`, a case just taken in, and
 * `member`, a place in its family. Keys and case ids only: names stay out of addresses.
 */
export async function firstContent(
	station: Station,
	asked: URLSearchParams
): Promise<{ itemCode: string | null; content: IntakeContent }> {
	const [person, after, place] = ['person', 'after', 'member'].map((key) => asked.get(key));
	const content = freshContent();
	if (after && place) {
		const view = await station.caseView(`case/${after}`);
		const next = view && contentForMember(view.state.by ?? 'self', saidFields(view.state), Number(place));
		if (view && next) return { itemCode: view.state.item?.code ?? null, content: next };
	}
	const known = person ? await station.person(person) : null;
	if (!known) return { itemCode: null, content };
	const { fields, sources } = fieldsOfPerson(known, 'applicant', () => null);
	return { itemCode: null, content: { ...content, fields: { ...content.fields, ...fields }, sources } };
}
