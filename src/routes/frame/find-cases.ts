import type { CaseRow } from '$lib/device/station.ts';

/**
 * Rows whose number or name contains what was typed, or whose identity number ends with it (its last four
 * signs are all that a row holds). Newest first, as the rows come.
 */
export function findCases(rows: readonly CaseRow[], typed: string, most: number): CaseRow[] {
	const query = typed.normalize('NFKC').trim().toUpperCase();
	if (query === '') return [];
	const found: CaseRow[] = [];
	for (const row of rows) {
		const { number, applicantName, idLastFour } = row.face;
		if (
			number?.toUpperCase().includes(query) ||
			applicantName?.toUpperCase().includes(query) ||
			(query.length === 4 && idLastFour?.toUpperCase() === query)
		) {
			found.push(row);
		}
		if (found.length === most) break;
	}
	return found;
}
