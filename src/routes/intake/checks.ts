import type { FieldValue } from '$lib/documents/case/state.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { familyField, familyOf, readFamilyField } from '../../lib/domain/family.ts';
import { formValues, type FormField } from '../../lib/domain/form-field.ts';
import { readIdentityPaper, type IdentityPaperFault } from '../../lib/domain/identity-papers.ts';
import { halfWidth } from '../../lib/domain/typed-text.ts';
import type { IntakeContent, IntakeStep } from './draft.ts';

/** What is wrong with one field of the second step. */
export type FieldFault = 'missing' | 'dates' | 'id-taken' | `id-${IdentityPaperFault}`;

type Fields = Readonly<Record<string, string>>;

/** The document that a number is of: `proxy.idNumber` by `proxy.idType`, the identity card where none is named. */
export function idTypeOf(fields: Fields, numberKey: string): string {
	const said = fields[numberKey.replace(/idNumber$/, 'idType')];
	return said === undefined || said === '' ? '身份证' : said;
}

/** Faults of the second step by field; empty when a case may be opened with it. */
export function whoFaults({ by, fields }: IntakeContent): Record<string, FieldFault> {
	const faults: Record<string, FieldFault> = {};
	const need = (key: string): void => {
		if (!fields[key]?.trim()) faults[key] = 'missing';
	};
	const applicants = readIdentityPaper(
		idTypeOf(fields, 'applicant.idNumber'),
		fields['applicant.idNumber'] ?? ''
	);
	const readId = (key: string): void => {
		const typed = fields[key] ?? '';
		const read = typed.trim() === '' ? null : readIdentityPaper(idTypeOf(fields, key), typed);
		if (read?.ok === false) faults[key] = `id-${read.code}`;
		const isOther = key !== 'applicant.idNumber';
		if (isOther && read?.ok && applicants.ok && read.number === applicants.number) faults[key] = 'id-taken';
	};
	need('applicant.name');
	need('applicant.idNumber');
	readId('applicant.idNumber');
	if (by === 'proxy') {
		need('proxy.name');
		need('proxy.relation');
		need('proxy.idNumber');
		readId('proxy.idNumber');
		const [from, until] = [fields['proxy.from'] ?? '', fields['proxy.until'] ?? ''];
		if (until !== '' && until < from) faults['proxy.until'] = 'dates';
	}
	for (const { place } of familyOf(fields)) {
		need(familyField(place, 'name'));
		readId(familyField(place, 'idNumber'));
	}
	return faults;
}

/** The first step that still lacks something without which a case cannot be handed up; null when none does. */
export function stepInWay(content: IntakeContent, item: CatalogueItem | null): IntakeStep | null {
	if (item === null) return 'item';
	return Object.keys(whoFaults(content)).length > 0 ? 'who' : null;
}

/**
 * Fields as they are written into the case: trimmed, numbers in their one form, the proxy's only with a proxy, of the
 * family only those of whom something is said; of the form's questions those that are asked.
 */
export function fieldsToWrite(
	{ by, fields }: IntakeContent,
	questions: readonly FormField[]
): Record<string, FieldValue> {
	const family = familyOf(fields).map(({ place }) => place);
	const written: Record<string, FieldValue> = formValues(questions, fields);
	for (const [key, typed] of Object.entries(fields)) {
		if (key.startsWith('form.') || (by === 'self' && key.startsWith('proxy.'))) continue;
		const member = readFamilyField(key);
		if (member && !family.includes(member.place)) continue;
		const value = key.endsWith('.phone') ? halfWidth(typed).trim() : typed.trim();
		if (value === '') continue;
		const read = key.endsWith('.idNumber') ? readIdentityPaper(idTypeOf(fields, key), value) : null;
		written[key] = read?.ok ? read.number : value;
	}
	return written;
}

/**
 * What this clerk changed since their last write, emptied fields as ''. A colleague may have changed the others
 * meanwhile: those are not written again.
 */
export function changedFields(
	written: Readonly<Record<string, FieldValue>>,
	now: Readonly<Record<string, FieldValue>>
): Record<string, FieldValue> {
	const keys = new Set([...Object.keys(written), ...Object.keys(now)]);
	return Object.fromEntries(
		[...keys].filter((key) => written[key] !== now[key]).map((key) => [key, now[key] ?? ''])
	);
}
