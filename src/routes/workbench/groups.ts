import type { CaseRow } from '$lib/device/station.ts';
import type { DateString } from '$lib/domain/calendar.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { Role } from '$lib/documents/directory/state.ts';

export const groupNames = ['overdue', 'today', 'mine', 'corrections', 'to-correct', 'others'] as const;
export type GroupName = (typeof groupNames)[number];

export type Group = { name: GroupName; rows: CaseRow[] };

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

/** What each role is there for: of cases that are equally urgent a clerk sees these first. */
const ownSteps: Record<Role, readonly CaseActionType[]> = {
	agent: ['submit', 'supplement', 'deliver'],
	window: ['receive', 'accept', 'handOver', 'deliver'],
	officer: ['decide', 'accept'],
	admin: []
};

/**
 * The workbench's list: groups in their order, within one first what is this clerk's to do (and of that what
 * needs a person, then the earliest due day, then what their role is there for), the oldest on top.
 */
export function workbench(
	rows: readonly CaseRow[],
	next: (row: CaseRow) => CaseActionType | null,
	today: DateString,
	roles: readonly Role[]
): Group[] {
	const own = new Set(roles.flatMap((role) => ownSteps[role]));
	const found = new Map<GroupName, Ranked[]>(groupNames.map((name) => [name, []]));
	for (const row of rows) {
		const step = next(row);
		const name = groupOf(row, step, today);
		if (name === null) continue;
		const rank = [
			step === null ? '1' : '0',
			// What stands still until a person settles it comes before what merely waits.
			row.place === 'needs-you' ? '0' : '1',
			row.due?.date ?? '9999',
			step !== null && own.has(step) ? '0' : '1'
		].join(' ');
		found.get(name)?.push({ row, rank });
	}
	return [...found]
		.filter(([, members]) => members.length > 0)
		.map(([name, members]) => ({ name, rows: members.sort(byRank).map(({ row }) => row) }));
}

/** Of one group, and how many of its rows are shown until someone asks for more. */
export type Part = Group & { most: number };

/** What fills a screen of `rows`: where a device starts, what lies below can come a moment later. */
export function filling(parts: readonly Part[], rows: number): Part[] {
	const filled: Part[] = [];
	for (const part of parts) {
		if (rows <= 0) break;
		const most = Math.min(part.most, rows);
		filled.push({ ...part, most });
		rows -= Math.min(part.rows.length, most);
	}
	return filled;
}

type Ranked = { row: CaseRow; rank: string };

function byRank(a: Ranked, b: Ranked): number {
	return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.row.changedAt - b.row.changedAt;
}
