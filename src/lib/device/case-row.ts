import type { Placed } from '../changes/order.ts';
import { conflictsOf } from '../documents/case/conflicts.ts';
import { shownFields } from '../documents/case/form.ts';
import { standingAt } from '../documents/case/standing.ts';
import type { CaseState } from '../documents/case/state.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Calendar } from '../domain/calendar.ts';
import { chinaDate } from '../domain/working-days.ts';
import { changedAt, placeOf } from './fold-placed.ts';
import type { CaseRow } from './station.ts';

/** What a row is made of: a document's changes in order, how many of its changes are refused, and the world around. */
export type OnDisk = {
	placed: Placed[];
	refused: number;
	directory: DirectoryState;
	calendar: Calendar;
};

/** A case's row for lists. */
export function caseRowOf(state: CaseState, { placed, refused, calendar }: OnDisk): CaseRow {
	const onlyHere = placed.filter(({ receipt }) => receipt === null).length;
	// What runs out does not depend on the day; whether it has, lists tell by the date.
	const { due } = standingAt(state, chinaDate(0), calendar);
	const fields = shownFields(state);
	const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : null);
	return {
		doc: state.id,
		stage: state.stage,
		outcome: state.decision?.outcome ?? null,
		origin: state.origin,
		holder: state.holder,
		offeredTo: state.offer?.to ?? null,
		itemCode: state.item?.code ?? null,
		bundle: state.bundle ?? null,
		supplemented: state.stage === 'received' && (state.corrections.at(-1)?.answered ?? null) !== null,
		due: due && { date: due.date, for: due.for, confirmed: due.confirmed },
		changedAt: changedAt(placed),
		place: placeOf(conflictsOf(state).length, onlyHere, refused),
		onlyHere,
		face: {
			number: state.number,
			applicantName: text('applicant.name'),
			idLastFour: text('applicant.idNumber')?.slice(-4) ?? null
		}
	};
}
