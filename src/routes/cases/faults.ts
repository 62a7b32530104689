import type { AcceptCode } from '$lib/commands/accept-case.ts';
import type { NoteCode } from '$lib/commands/add-note.ts';
import type { AttachCode } from '$lib/commands/attach-paper.ts';
import type { DecideCode } from '$lib/commands/decide-case.ts';
import type { DeclineCode } from '$lib/commands/decline-case.ts';
import type { DeliverCode } from '$lib/commands/deliver-case.ts';
import type { EditCode } from '$lib/commands/edit-form.ts';
import type { HandOverCode } from '$lib/commands/hand-over-case.ts';
import type { OpenCode } from '$lib/commands/open-case.ts';
import type { CorrectionCode } from '$lib/commands/request-correction.ts';
import type { SettleCode } from '$lib/commands/settle-conflict.ts';
import type { SubmitCode } from '$lib/commands/submit-case.ts';
import type { WithdrawCode } from '$lib/commands/withdraw-case.ts';
import type { AuthorFault } from '$lib/device/station.ts';
import { m } from '$lib/paraglide/messages.js';
import { setAsideWords } from '$lib/ui/case/set-aside-words.ts';

/** Every reason why a deed on a case was not written. */
export type CaseFault =
	| AuthorFault
	| AcceptCode
	| AttachCode
	| CorrectionCode
	| DecideCode
	| DeclineCode
	| DeliverCode
	| EditCode
	| HandOverCode
	| NoteCode
	| OpenCode
	| SettleCode
	| SubmitCode
	| WithdrawCode;

/** Said where the deed was tried; what was typed is still there. */
export const faultWords: Record<CaseFault, () => string> = {
	...setAsideWords,
	'not-enrolled': m.case_fault_not_enrolled,
	'not-signed-in': m.case_fault_not_signed_in,
	'disk-full': m.case_fault_disk_full,
	'disk-failed': m.case_fault_disk_failed,
	'read-only': m.case_fault_read_only,
	forked: m.case_fault_forked,
	revoked: m.case_fault_revoked,
	'photograph-missing': m.case_fault_photograph_missing,
	'copies-missing': m.case_fault_copies_missing,
	'gaps-missing': m.case_fault_gaps_missing,
	'reason-needed': m.case_fault_reason_needed,
	'until-passed': m.case_fault_until_passed,
	'opinion-missing': m.case_fault_opinion_missing,
	'reason-missing': m.case_fault_reason_missing,
	'taker-missing': m.case_fault_taker_missing,
	'signature-missing': m.case_fault_signature_missing,
	'wrong-id-number': m.case_fault_wrong_id_number,
	'nothing-changed': m.case_fault_nothing_changed,
	'already-there': m.case_fault_already_there,
	'text-missing': m.case_fault_text_missing,
	'proxy-not-allowed': m.case_fault_proxy_not_allowed,
	'applicant-missing': m.case_fault_applicant_missing,
	'proxy-missing': m.case_fault_proxy_missing,
	'nothing-to-settle': m.case_fault_nothing_to_settle
};
