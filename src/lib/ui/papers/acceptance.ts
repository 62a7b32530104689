import type { Limit } from '../../documents/case/actions.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { dueDate, type Deadline } from '../../domain/deadline.ts';
import { chinaDate } from '../../domain/working-days.ts';

/** The day that 受理通知书 promises: by the promised limit, else by the legal one; null where neither is confirmed. */
export function promisedDay(
	accepted: { at: number; legal: Limit | null; promised: Limit | null },
	calendar: Calendar
): Deadline | null {
	const limit = accepted.promised ?? accepted.legal;
	return limit === null ? null : dueDate(chinaDate(accepted.at), limit, calendar);
}
