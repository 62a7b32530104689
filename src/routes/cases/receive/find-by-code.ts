import type { CaseRow } from '$lib/device/station.ts';
import { isSameCaseNumber, readCaseNumber } from '$lib/domain/case-number.ts';
import { readCaseCode } from '$lib/ui/papers/case-code.ts';

/** `number` is as the paper says it; null where its code has none. */
export type FoundByCode = { doc: string; number: string | null } | { fault: 'no-code' | 'unknown-number' };

/**
 * The document that a scanned code or a typed number stands for. A code names its case even where its data has
 * not come yet; a number alone finds only what this device has.
 */
export function findByCode(typed: string, rows: readonly CaseRow[]): FoundByCode {
	const code = readCaseCode(typed);
	if (code !== null) return code;
	const number = readCaseNumber(typed);
	if (number === null) return { fault: 'no-code' };
	const row = rows.find(
		({ face }) => face.number !== null && isSameCaseNumber(readCaseNumber(face.number), number)
	);
	return row === undefined ? { fault: 'unknown-number' } : { doc: row.doc, number: row.face.number };
}
