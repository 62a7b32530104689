import type { Calendar, DateString } from '../../domain/calendar.ts';
import {
	DELIVER_WITHIN,
	deliverBy,
	dueDate,
	TELL_GAPS_WITHIN,
	tellGapsBy,
	type Deadline
} from '../../domain/deadline.ts';
import { chinaDate } from '../../domain/working-days.ts';
import type { Limit } from './actions.ts';
import type { CaseState, Stamp } from './state.ts';

export type Due = Deadline & {
	for: 'tell-gaps' | 'correct' | 'decide' | 'deliver';
	/** The date by the county's clock at arrival, where it is another one than by the author's. */
	otherReading: DateString | null;
	/** Day 0: the day from which it is counted. */
	since: DateString;
	/** What is counted; null where a date was set outright. */
	limit: Limit | null;
};

type Moment = Pick<Stamp, 'at' | 'notBefore' | 'notAfter'>;

/** What time alone does to a case. */
export type CaseStanding = {
	due: Due | null;
	overdue: boolean;
	/** Five working days of silence after 收件: accepted as of the day of receipt (行政许可法 32; standards.md §3.3). */
	presumedAccepted: boolean;
};

/** What runs out next and whether it has, on a day in China. A pure function beside the fold. */
export function standingAt(state: CaseState, today: DateString, calendar: Calendar): CaseStanding {
	const due = dueOf(state, calendar);
	const overdue = due !== null && due.date < today;
	return { due, overdue, presumedAccepted: overdue && due.for === 'tell-gaps' };
}

function dueOf(state: CaseState, calendar: Calendar): Due | null {
	const { accepted, decision } = state;
	const asked = state.corrections.at(-1);
	switch (state.stage) {
		case 'received': {
			const complete = completeSince(state);
			return (
				complete && bothReadings('tell-gaps', complete, TELL_GAPS_WITHIN, (day) => tellGapsBy(day, calendar))
			);
		}
		case 'correcting':
			if (!asked?.until) return null;
			return {
				...{ date: asked.until, confirmed: true, for: 'correct', otherReading: null },
				...{ since: dayOf(asked), limit: null }
			};
		case 'accepted':
			return accepted && decideBy(state, accepted, calendar);
		case 'decided':
			return decision && bothReadings('deliver', decision, DELIVER_WITHIN, (day) => deliverBy(day, calendar));
		default:
			return null;
	}
}

/**
 * By when a case accepted so must be decided: the promised limit, else the legal one; null where the county has
 * confirmed neither. After five days of silence it was accepted already, as of the receipt (行政许可法 32;
 * standards.md §3.3).
 */
export function decideBy(
	state: CaseState,
	accepted: Moment & { legal: Limit | null; promised: Limit | null },
	calendar: Calendar
): Due | null {
	const limit = accepted.promised ?? accepted.legal;
	if (!limit) return null;
	const complete = completeSince(state);
	const wasSilent = complete && dayOf(accepted) > tellGapsBy(dayOf(complete), calendar).date;
	return bothReadings('decide', wasSilent ? complete : accepted, limit, (day) =>
		dueDate(day, limit, calendar)
	);
}

/** 补正 was before acceptance, where no clock runs: what came then is looked at as on its first day. */
function completeSince(state: CaseState): Stamp | null {
	return state.corrections.at(-1)?.answered ?? state.received;
}

function bothReadings(
	runsOut: Due['for'],
	from: Moment,
	limit: Limit,
	reckon: (day: DateString) => Deadline | null
): Due | null {
	const since = dayOf(from);
	const due = reckon(since);
	if (!due) return null;
	const byArrival = from.notAfter === null ? null : reckon(chinaDate(from.notAfter));
	const otherReading = byArrival && byArrival.date !== due.date ? byArrival.date : null;
	return { ...due, for: runsOut, otherReading, since, limit };
}

/**
 * The day in China on which something was done: by the author's clock, but not before what the author already
 * knew of the county's time, nor after the county had it.
 */
export function dayOf({ at, notBefore, notAfter }: Moment): DateString {
	return chinaDate(Math.min(Math.max(at, notBefore), notAfter ?? Infinity));
}
