import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { readIdNumber, type IdNumberFault } from '../../lib/domain/identity-number.ts';
import type { FieldValue } from '$lib/documents/case/state.ts';
import type { IntakeContent, IntakeStep } from './draft.ts';

/** What is wrong with one field of the second step. */
export type FieldFault = 'missing' | `id-${IdNumberFault}`;

export function idNumberFault(type: string, typed: string): FieldFault | null {
	if (typed.trim() === '') return 'missing';
	// Other documents have numbers of other forms (standards.md §2.4).
	if (type !== '身份证') return null;
	const read = readIdNumber(typed);
	return read.ok ? null : `id-${read.code}`;
}

/** Faults of the second step by field; empty when a case may be opened with it. */
export function whoFaults({ by, fields }: IntakeContent): Record<string, FieldFault> {
	const faults: Record<string, FieldFault> = {};
	const need = (key: string): void => {
		if (!fields[key]?.trim()) faults[key] = 'missing';
	};
	const needId = (key: string, type: string): void => {
		const fault = idNumberFault(type, fields[key] ?? '');
		if (fault !== null) faults[key] = fault;
	};
	need('applicant.name');
	needId('applicant.idNumber', fields['applicant.idType'] ?? '身份证');
	if (by === 'proxy') {
		need('proxy.name');
		need('proxy.relation');
		needId('proxy.idNumber', '身份证');
	}
	return faults;
}

/** The first step that still lacks something without which a case cannot be handed up; null when none does. */
export function stepInWay(content: IntakeContent, item: CatalogueItem | null): IntakeStep | null {
	if (item === null) return 'item';
	return Object.keys(whoFaults(content)).length > 0 ? 'who' : null;
}

/** Fields as they are written into the case: trimmed, numbers in their one form, the proxy's only with a proxy. */
export function fieldsToWrite({ by, fields }: IntakeContent): Record<string, string> {
	const written: Record<string, string> = {};
	for (const [key, typed] of Object.entries(fields)) {
		if (by === 'self' && key.startsWith('proxy.')) continue;
		const value = typed.trim();
		if (value === '') continue;
		const read = key.endsWith('.idNumber') ? readIdNumber(value) : null;
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
