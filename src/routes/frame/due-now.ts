import type { CaseRow } from '$lib/device/station.ts';
import { isOver } from '$lib/documents/case/state.ts';
import type { DateString } from '$lib/domain/calendar.ts';

/** How many cases want someone of this unit today: due today or overdue in its hands, or in need of a person. */
export function dueNow(rows: readonly CaseRow[], unit: string, today: DateString): number {
	return rows.filter((row) => {
		if (row.place === 'needs-you') return true;
		const isHere = row.holder === unit && !isOver(row.stage);
		return isHere && row.due !== null && row.due.date <= today;
	}).length;
}
