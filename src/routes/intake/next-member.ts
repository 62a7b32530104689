import { familyOf } from '../../lib/domain/family.ts';
import { freshContent, type IntakeContent } from './draft.ts';

/** What the next of a family need not say again: address, telephone, and who came for them. */
const CARRIED = ['applicant.address', 'applicant.phone', 'form.resultBy', 'form.postTo', 'form.notifyBy'];

/**
 * A fresh intake for one of the family named in a case that was just taken in. `fields`: what the case's form says,
 * as text; null where nobody is at that place.
 */
export function contentForMember(
	by: IntakeContent['by'],
	fields: Readonly<Record<string, string>>,
	place: number
): IntakeContent | null {
	const member = familyOf(fields).find((each) => each.place === place);
	if (!member) return null;
	const content = freshContent();
	const carried = Object.entries(fields).filter(
		([key]) =>
			CARRIED.includes(key) || (by === 'proxy' && key.startsWith('proxy.') && key !== 'proxy.relation')
	);
	return {
		...content,
		step: 'who',
		by,
		fields: {
			...content.fields,
			...Object.fromEntries(carried),
			'applicant.name': member.name,
			'applicant.idType': member.idType === '' ? '身份证' : member.idType,
			'applicant.idNumber': member.idNumber,
			...(member.phone === '' ? {} : { 'applicant.phone': member.phone })
		}
	};
}
