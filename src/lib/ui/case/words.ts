import type { CaseActionType } from '../../documents/case/actions.ts';
import type { Stage } from '../../documents/case/state.ts';
import type { Calendar, DateString } from '../../domain/calendar.ts';
import { remaining } from '../../domain/deadline.ts';
import { m } from '../../paraglide/messages.js';
import type { DueWords } from './line.ts';

export const stageWords: Record<Stage, () => string> = {
	intake: m.case_stage_intake,
	submitted: m.case_stage_submitted,
	received: m.case_stage_received,
	correcting: m.case_stage_correcting,
	accepted: m.case_stage_accepted,
	declined: m.case_stage_declined,
	decided: m.case_stage_decided,
	delivered: m.case_stage_delivered,
	withdrawn: m.case_stage_withdrawn
};

export const actionWords: Record<CaseActionType, () => string> = {
	open: m.case_do_open,
	edit: m.case_do_edit,
	attach: m.case_do_attach,
	submit: m.case_do_submit,
	receive: m.case_do_receive,
	accept: m.case_do_accept,
	requestCorrection: m.case_do_request_correction,
	supplement: m.case_do_supplement,
	decline: m.case_do_decline,
	handOver: m.case_do_hand_over,
	decide: m.case_do_decide,
	deliver: m.case_do_deliver,
	note: m.case_do_note,
	recall: m.case_do_recall,
	withdraw: m.case_do_withdraw,
	settle: m.case_do_settle
};

/** Working days that are left until a day, whatever unit its limit was given in: the date itself is what holds. */
export function dueWords(date: DateString, today: DateString, calendar: Calendar): DueWords {
	const { state, count } = remaining(today, date, '工作日', calendar);
	if (state === 'overdue') return { tone: 'late', text: m.case_due_late({ count }) };
	if (date === today) return { tone: 'soon', text: m.case_due_today() };
	return { tone: count <= 1 ? 'soon' : 'calm', text: m.case_due_left({ count }) };
}

/** What a deed of the timeline is called; one of a later version by its own name. */
export function deedWords(type: string): string {
	return type in actionWords ? actionWords[type as CaseActionType]() : type;
}
