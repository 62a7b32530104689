import type { CaseRow } from '$lib/device/station.ts';
import { readCaseNumber } from '$lib/domain/case-number.ts';
import { readCaseCode } from '$lib/ui/papers/case-code.ts';

export type FoundByCode = { doc: string } | { fault: 'no-code' | 'unknown-number' };

/**
 * The document that a scanned code or a typed number stands for. A code names its case even where its data has
 * not come yet; a number alone finds only what this device has.
 */
export function findByCode(typed: string, rows: readonly CaseRow[]): FoundByCode {
	const code = readCaseCode(typed);
	if (code !== null) return { doc: code.doc };
	const number = readCaseNumber(typed);
	if (number === null) return { fault: 'no-code' };
	const row = rows.find(({ face }) => {
		const known = face.number === null ? null : readCaseNumber(face.number);
		return known !== null && JSON.stringify(known) === JSON.stringify(number);
	});
	return row === undefined ? { fault: 'unknown-number' } : { doc: row.doc };
}
