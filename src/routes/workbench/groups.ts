import type { CaseRow } from '$lib/device/station.ts';
import type { DateString } from '$lib/domain/calendar.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';

export const groupNames = ['overdue', 'today', 'mine', 'corrections', 'to-correct', 'others'] as const;
export type GroupName = (typeof groupNames)[number];

/** Where a case stands in the order in which a good clerk would work; null when there is nothing left to do. */
export function groupOf(row: CaseRow, next: CaseActionType | null, today: DateString): GroupName | null {
	const finished = row.stage === 'declined' || row.stage === 'delivered' || row.stage === 'withdrawn';
	if (finished) return row.place === 'needs-you' ? 'mine' : null;
	if (row.due !== null && row.due.date < today) return 'overdue';
	if (row.due !== null && row.due.date === today) return 'today';
	if (next === 'supplement') return 'to-correct';
	if (next !== null && row.supplemented) return 'corrections';
	return next === null ? 'others' : 'mine';
}

/**
 * The workbench's list: groups in their order, within one what needs a person, then the earliest due day, then
 * the oldest.
 */
export function workbench(
	rows: readonly CaseRow[],
	next: (row: CaseRow) => CaseActionType | null,
	today: DateString
): { name: GroupName; rows: CaseRow[] }[] {
	const found = new Map<GroupName, CaseRow[]>(groupNames.map((name) => [name, []]));
	for (const row of rows) {
		const name = groupOf(row, next(row), today);
		if (name !== null) found.get(name)?.push(row);
	}
	return [...found]
		.filter(([, members]) => members.length > 0)
		.map(([name, members]) => ({ name, rows: members.sort(byUrgency) }));
}

function byUrgency(a: CaseRow, b: CaseRow): number {
	// What stands still until a person settles it comes before what merely waits.
	if (a.place !== b.place && (a.place === 'needs-you' || b.place === 'needs-you')) {
		return a.place === 'needs-you' ? -1 : 1;
	}
	const x = a.due?.date ?? '9999';
	const y = b.due?.date ?? '9999';
	return x < y ? -1 : x > y ? 1 : a.changedAt - b.changedAt;
}
