import type { CommandCode } from '../commands/codes.ts';
import type { AuthorFault } from '../device/station.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import { m } from '../paraglide/messages.js';
import type { RefusalCode } from '../protocol/messages.ts';
import type { LineState } from '../sync/line-state.ts';

type Texts<Code extends string> = Record<Code, () => string>;

/** Why the gate refused a change, and what to do about it. */
export const refusalTexts: Texts<RefusalCode> = {
	malformed: m.station_refused_malformed,
	'too-large': m.station_refused_too_large,
	'unknown-version': m.station_refused_unknown_version,
	'wrong-body': m.station_refused_wrong_body,
	'wrong-signature': m.station_refused_wrong_signature,
	'body-missing': m.station_refused_body_missing,
	'seq-taken': m.station_refused_seq_taken,
	'chain-broken': m.station_refused_chain_broken,
	'unknown-document': m.station_refused_unknown_document,
	'unknown-key': m.station_refused_unknown_key,
	'wrong-device': m.station_refused_wrong_device,
	'malformed-action': m.station_refused_malformed_action,
	'unsafe-update': m.station_refused_unsafe_update,
	'depends-on-refused': m.station_refused_depends_on_refused,
	'not-signed-in': m.station_refused_not_signed_in,
	'impossible-known': m.station_refused_impossible_known,
	'foreign-number': m.station_refused_foreign_number
};

/** Why the line is closed. */
export const troubleTexts: Texts<NonNullable<LineState['trouble']>> = {
	'bad-frame': m.station_trouble_bad_frame,
	'old-protocol': m.station_trouble_old_protocol,
	'new-protocol': m.station_trouble_new_protocol,
	'unknown-device': m.station_trouble_unknown_device,
	'wrong-proof': m.station_trouble_wrong_proof,
	'too-fast': m.station_trouble_too_fast,
	'too-many-waiting': m.station_trouble_too_many_waiting,
	internal: m.station_trouble_internal,
	fork: m.station_trouble_fork,
	revoked: m.station_trouble_revoked,
	'not-the-county': m.station_trouble_not_the_county,
	'disk-failed': m.station_trouble_disk_failed
};

/** Why a deed has no effect on its document. */
export const setAsideTexts: Texts<SetAsideCode> = {
	erased: m.station_aside_erased,
	'unknown-action': m.station_aside_unknown_action,
	'malformed-action': m.station_aside_malformed_action,
	'unknown-author': m.station_aside_unknown_author,
	'not-in-role': m.station_aside_not_in_role,
	'not-holder': m.station_aside_not_holder,
	'not-at-this-stage': m.station_aside_not_at_this_stage,
	'not-offered-to-you': m.station_aside_not_offered_to_you,
	recalled: m.station_aside_recalled,
	'already-received': m.station_aside_already_received,
	'already-done': m.station_aside_already_done,
	'form-changed-since': m.station_aside_form_changed_since,
	'form-in-conflict': m.station_aside_form_in_conflict,
	'no-such-thing': m.station_aside_no_such_thing,
	held: m.station_aside_held,
	'late-role': m.station_aside_late_role
};

/** Why nothing was written. */
export const authorFaultTexts: Texts<AuthorFault> = {
	...setAsideTexts,
	'not-enrolled': m.station_author_not_enrolled,
	'not-signed-in': m.station_author_not_signed_in,
	'disk-full': m.station_author_disk_full,
	'disk-failed': m.station_author_disk_failed,
	'read-only': m.station_author_read_only,
	forked: m.station_author_forked,
	revoked: m.station_author_revoked
};

/** Why a command did not do what was asked, and what to do about it. */
export const commandTexts: Texts<CommandCode> = {
	...authorFaultTexts,
	// The county's door.
	offline: m.station_door_offline,
	closed: m.station_door_closed,
	'not-allowed': m.station_door_not_allowed,
	faulty: m.station_door_faulty,
	// Enrolling and signing in.
	'malformed-code': m.station_cannot_malformed_code,
	'other-county': m.station_cannot_other_county,
	'unknown-invite': m.station_door_unknown_invite,
	'invite-used-up': m.station_door_invite_used_up,
	'invite-expired': m.station_door_invite_expired,
	malformed: m.station_door_malformed,
	'not-the-county': m.station_door_not_the_county,
	'not-enrolled-there': m.station_door_not_enrolled_there,
	'wrong-password': m.station_door_wrong_password,
	'unknown-device': m.station_door_unknown_device,
	'too-many-tries': m.station_door_too_many_tries,
	'key-refused': m.station_cannot_key_refused,
	'line-lost': m.station_cannot_line_lost,
	'never-signed-in-here': m.station_cannot_never_signed_in_here,
	// The directory.
	'name-missing': m.station_cannot_name_missing,
	'kind-missing': m.station_cannot_kind_missing,
	'unknown-unit': m.station_cannot_unknown_unit,
	'unknown-parent': m.station_cannot_unknown_parent,
	'account-taken': m.station_cannot_account_taken,
	'weak-password': m.station_door_weak_password,
	'unknown-clerk': m.station_door_unknown_clerk,
	'this-device': m.station_cannot_this_device,
	// Cases.
	'photograph-missing': m.station_cannot_photograph_missing,
	'copies-missing': m.station_cannot_copies_missing,
	'instead-missing': m.station_cannot_instead_missing,
	'gaps-missing': m.station_cannot_gaps_missing,
	'reason-needed': m.station_cannot_reason_needed,
	'until-passed': m.station_cannot_until_passed,
	'opinion-missing': m.station_cannot_opinion_missing,
	'reason-missing': m.station_cannot_reason_missing,
	'taker-missing': m.station_cannot_taker_missing,
	'signature-missing': m.station_cannot_signature_missing,
	'wrong-id-number': m.station_cannot_wrong_id_number,
	'nothing-changed': m.station_cannot_nothing_changed,
	'already-there': m.station_cannot_already_there,
	'text-missing': m.station_cannot_text_missing,
	'proxy-not-allowed': m.station_cannot_proxy_not_allowed,
	'applicant-missing': m.station_cannot_applicant_missing,
	'proxy-missing': m.station_cannot_proxy_missing,
	'nothing-offered': m.station_cannot_nothing_offered,
	'nothing-to-settle': m.station_cannot_nothing_to_settle
};

/** For a code that comes from the disk as plain text: a later version may have kept one that this one does not know. */
export function refusalText(code: string): string {
	if (code === 'forked') return m.station_refused_forked();
	return (refusalTexts as Record<string, (() => string) | undefined>)[code]?.() ?? code;
}
