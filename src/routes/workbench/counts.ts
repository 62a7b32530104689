import type { CaseRow, CaseView } from '$lib/device/station.ts';
import type { CaseState, Stamp } from '$lib/documents/case/state.ts';
import type { DateString } from '$lib/domain/calendar.ts';
import { chinaDate } from '$lib/domain/working-days.ts';

/** What this unit did on one day: cases taken in or received, accepted, decided. */
export type DayCounts = { taken: number; accepted: number; finished: number };

/** Reads only the cases that changed that day: any deed of the day is among them. */
export async function countDay(
	rows: readonly CaseRow[],
	unit: string,
	day: DateString,
	viewOf: (doc: string) => Promise<CaseView | null>
): Promise<DayCounts> {
	const changed = rows.filter((row) => chinaDate(row.changedAt) >= day);
	const views = await Promise.all(changed.map((row) => viewOf(row.doc)));
	const counts = { taken: 0, accepted: 0, finished: 0 };
	for (const view of views) {
		if (view === null) continue;
		const { state } = view;
		const here = (stamp: Stamp | null): boolean =>
			stamp !== null && stamp.unit === unit && chinaDate(stamp.at) === day;
		if (here(state.received) || takenIn(state, unit, day)) counts.taken++;
		if (here(state.accepted)) counts.accepted++;
		if (here(state.decision) || here(state.declined)) counts.finished++;
	}
	return counts;
}

function takenIn(state: CaseState, unit: string, day: DateString): boolean {
	return (
		state.origin === unit && state.timeline.some(({ type, at }) => type === 'open' && chinaDate(at) === day)
	);
}
