import type { CommandCode } from '../commands/codes.ts';
import type { RescueFault } from '../device/rescue.ts';
import type { AuthorFault } from '../device/station.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import { m } from '../paraglide/messages.js';
import type { ParcelRefusal, RefusalCode } from '../protocol/messages.ts';
import type { LineState } from '../sync/line-state.ts';
import type { PhotographFault } from '../sync/photograph-uploader.ts';
import type { AnswerFault } from '../sync/take-answer.ts';

type Texts<Code extends string> = Record<Code, () => string>;

/** What happened and what it means for the work, and what to do about it: a sentence or two each. */
export type Told = { what: string; todo: string };
type Tellings<Code extends string> = Record<Code, () => Told>;

function told(what: () => string, todo: () => string): () => Told {
	return () => ({ what: what(), todo: todo() });
}

/** Why the gate refused a change. */
export const refusals: Tellings<RefusalCode | 'forked'> = {
	malformed: told(m.station_refused_malformed, m.station_refused_malformed_do),
	'too-large': told(m.station_refused_too_large, m.station_refused_too_large_do),
	'unknown-version': told(m.station_refused_unknown_version, m.station_refused_unknown_version_do),
	'wrong-body': told(m.station_refused_wrong_body, m.station_refused_wrong_body_do),
	'wrong-signature': told(m.station_refused_wrong_signature, m.station_refused_wrong_signature_do),
	'body-missing': told(m.station_refused_body_missing, m.station_refused_body_missing_do),
	'seq-taken': told(m.station_refused_seq_taken, m.station_refused_seq_taken_do),
	'chain-broken': told(m.station_refused_chain_broken, m.station_refused_chain_broken_do),
	'unknown-document': told(m.station_refused_unknown_document, m.station_refused_unknown_document_do),
	'unknown-key': told(m.station_refused_unknown_key, m.station_refused_unknown_key_do),
	'wrong-device': told(m.station_refused_wrong_device, m.station_refused_wrong_device_do),
	'malformed-action': told(m.station_refused_malformed_action, m.station_refused_malformed_action_do),
	'unsafe-update': told(m.station_refused_unsafe_update, m.station_refused_unsafe_update_do),
	'depends-on-refused': told(m.station_refused_depends_on_refused, m.station_refused_depends_on_refused_do),
	'not-signed-in': told(m.station_refused_not_signed_in, m.station_refused_not_signed_in_do),
	'impossible-known': told(m.station_refused_impossible_known, m.station_refused_impossible_known_do),
	'foreign-number': told(m.station_refused_foreign_number, m.station_refused_foreign_number_do),
	forked: told(m.station_refused_forked, m.station_refused_forked_do)
};

/** Why the line is closed. */
export const troubles: Tellings<NonNullable<LineState['trouble']>> = {
	'bad-frame': told(m.station_trouble_bad_frame, m.station_trouble_bad_frame_do),
	'old-protocol': told(m.station_trouble_old_protocol, m.station_trouble_old_protocol_do),
	'new-protocol': told(m.station_trouble_new_protocol, m.station_trouble_new_protocol_do),
	'unknown-device': told(m.station_trouble_unknown_device, m.station_trouble_unknown_device_do),
	'wrong-proof': told(m.station_trouble_wrong_proof, m.station_trouble_wrong_proof_do),
	'too-fast': told(m.station_trouble_too_fast, m.station_trouble_too_fast_do),
	'too-many-waiting': told(m.station_trouble_too_many_waiting, m.station_trouble_too_many_waiting_do),
	'older-county': told(m.station_trouble_older_county, m.station_trouble_older_county_do),
	internal: told(m.station_trouble_internal, m.station_trouble_internal_do),
	fork: told(m.station_trouble_fork, m.station_trouble_fork_do),
	revoked: told(m.station_trouble_revoked, m.station_trouble_revoked_do),
	'not-the-county': told(m.station_trouble_not_the_county, m.station_trouble_not_the_county_do),
	'disk-failed': told(m.station_trouble_disk_failed, m.station_trouble_disk_failed_do)
};

/** Why a carried file was not packed, handed over or taken; `no-file`: the system did not let it be saved. */
export const carryFaults: Tellings<RescueFault | ParcelRefusal | AnswerFault | 'no-file' | 'disk-failed'> = {
	'not-enrolled': told(m.carry_fault_not_here, m.carry_fault_not_here_do),
	'no-seal-key': told(m.carry_fault_no_seal_key, m.carry_fault_no_seal_key_do),
	'no-disk': told(m.carry_fault_no_disk, m.carry_fault_no_disk_do),
	'nothing-waits': told(m.carry_fault_nothing_waits, m.carry_fault_nothing_waits_do),
	'no-file': told(m.carry_fault_no_file, m.carry_fault_no_file_do),
	'not-a-parcel': told(m.carry_fault_damaged, m.carry_fault_damaged_do),
	'other-county': told(m.carry_fault_other_county, m.carry_fault_other_county_do),
	damaged: told(m.carry_fault_damaged, m.carry_fault_damaged_do),
	busy: told(m.carry_fault_busy, m.carry_fault_busy_do),
	'not-the-county': told(m.carry_fault_not_the_county, m.carry_fault_not_the_county_do),
	'other-device': told(m.carry_fault_other_device, m.carry_fault_other_device_do),
	locked: told(m.carry_fault_locked, m.carry_fault_locked_do),
	'disk-failed': told(m.carry_fault_disk, m.carry_fault_disk_do)
};

/** Why the county has not got a photograph. */
export const uploadFaults: Tellings<PhotographFault> = {
	'not-allowed': told(m.road_upload_not_allowed, m.road_upload_not_allowed_do),
	faulty: told(m.road_upload_faulty, m.road_upload_faulty_do),
	malformed: told(m.road_upload_malformed, m.road_upload_malformed_do),
	'too-large': told(m.road_upload_too_large, m.road_upload_too_large_do),
	'wrong-hash': told(m.road_upload_wrong_hash, m.road_upload_wrong_hash_do),
	'too-many-uploads': told(m.road_upload_too_many, m.road_upload_too_many_do),
	'too-many-tries': told(m.road_upload_too_fast, m.road_upload_too_fast_do),
	spoiled: told(m.road_upload_spoiled, m.road_upload_spoiled_do)
};

/** Why the county's newest catalogue is not the one shown: its proof is wrong, or the disk is full. */
export const catalogueFaults = {
	unproven: told(m.station_road_catalogue_unproven, m.station_road_catalogue_unproven_do),
	'disk-failed': told(m.station_road_catalogue_disk, m.station_road_catalogue_disk_do)
};

/** Why a deed has no effect on its document, to stand within a sentence. */
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

/** Why a deed cannot be done as things stand, before anybody has tried. */
export const notNowTexts: Texts<SetAsideCode> = {
	...setAsideTexts,
	'not-in-role': m.station_not_now_in_role,
	'not-holder': m.station_not_now_holder,
	'not-at-this-stage': m.station_not_now_at_this_stage,
	'already-done': m.station_not_now_already_done
};

/** What to do about a deed that was set aside. */
export const setAsideRemedies: Texts<SetAsideCode> = {
	erased: m.station_aside_erased_do,
	'unknown-action': m.station_aside_unknown_action_do,
	'malformed-action': m.station_aside_malformed_action_do,
	'unknown-author': m.station_aside_unknown_author_do,
	'not-in-role': m.station_aside_not_in_role_do,
	'not-holder': m.station_aside_not_holder_do,
	'not-at-this-stage': m.station_aside_not_at_this_stage_do,
	'not-offered-to-you': m.station_aside_not_offered_to_you_do,
	recalled: m.station_aside_recalled_do,
	'already-received': m.station_aside_already_received_do,
	'already-done': m.station_aside_already_done_do,
	'form-changed-since': m.station_aside_form_changed_since_do,
	'form-in-conflict': m.station_aside_form_in_conflict_do,
	'no-such-thing': m.station_aside_no_such_thing_do,
	held: m.station_aside_held_do,
	'late-role': m.station_aside_late_role_do
};

/** Why this device wrote nothing. */
export const authorFaults: Tellings<Exclude<AuthorFault, SetAsideCode>> = {
	'not-enrolled': told(m.station_author_not_enrolled, m.station_author_not_enrolled_do),
	'not-signed-in': told(m.station_author_not_signed_in, m.station_author_not_signed_in_do),
	'disk-full': told(m.station_author_disk_full, m.station_author_disk_full_do),
	'disk-failed': told(m.station_author_disk_failed, m.station_author_disk_failed_do),
	'read-only': told(m.station_author_read_only, m.station_author_read_only_do),
	forked: told(m.station_author_forked, m.station_author_forked_do),
	revoked: told(m.station_author_revoked, m.station_author_revoked_do)
};

/** Why the county's door did not do what was asked, and what stands in the way of coming in. */
export const doorFaults: Tellings<Exclude<CommandCode, AuthorFault | FormCode>> = {
	// The county's door.
	offline: told(m.station_door_offline, m.station_door_offline_do),
	closed: told(m.station_door_closed, m.station_door_closed_do),
	'not-allowed': told(m.station_door_not_allowed, m.station_door_not_allowed_do),
	faulty: told(m.station_door_faulty, m.station_door_faulty_do),
	// Enrolling and signing in.
	'malformed-code': told(m.station_cannot_malformed_code, m.station_cannot_malformed_code_do),
	'other-county': told(m.station_cannot_other_county, m.station_cannot_other_county_do),
	'unknown-invite': told(m.station_door_unknown_invite, m.station_door_unknown_invite_do),
	'invite-used-up': told(m.station_door_invite_used_up, m.station_door_invite_used_up_do),
	'invite-expired': told(m.station_door_invite_expired, m.station_door_invite_expired_do),
	'held-up': told(m.station_cannot_held_up, m.station_cannot_held_up_do),
	'vault-locked': told(m.station_cannot_vault_locked, m.station_cannot_vault_locked_do),
	malformed: told(m.station_door_malformed, m.station_door_malformed_do),
	'not-the-county': told(m.station_door_not_the_county, m.station_door_not_the_county_do),
	'not-enrolled-there': told(m.station_door_not_enrolled_there, m.station_door_not_enrolled_there_do),
	'wrong-password': told(m.station_door_wrong_password, m.station_door_wrong_password_do),
	'unknown-device': told(m.station_door_unknown_device, m.station_door_unknown_device_do),
	'too-many-tries': told(m.station_door_too_many_tries, m.station_door_too_many_tries_do),
	'key-refused': told(m.station_cannot_key_refused, m.station_cannot_key_refused_do),
	'line-lost': told(m.station_cannot_line_lost, m.station_cannot_line_lost_do),
	'never-signed-in-here': told(
		m.station_cannot_never_signed_in_here,
		m.station_cannot_never_signed_in_here_do
	),
	'weak-password': told(m.station_door_weak_password, m.station_door_weak_password_do),
	'unknown-clerk': told(m.station_door_unknown_clerk, m.station_door_unknown_clerk_do)
};

/** What is missing or wrong in a form: says what to fill in. */
export const formTexts = {
	// The directory.
	'name-missing': m.station_cannot_name_missing,
	'kind-missing': m.station_cannot_kind_missing,
	'unit-missing': m.station_cannot_unit_missing,
	'unknown-unit': m.station_cannot_unknown_unit,
	'unknown-parent': m.station_cannot_unknown_parent,
	'account-taken': m.station_cannot_account_taken,
	'this-device': m.station_cannot_this_device,
	// Cases.
	'photograph-missing': m.station_cannot_photograph_missing,
	'copies-missing': m.station_cannot_copies_missing,
	'instead-missing': m.station_cannot_instead_missing,
	'gap-unsaid': m.station_cannot_gap_unsaid,
	'gaps-missing': m.station_cannot_gaps_missing,
	'reason-needed': m.station_cannot_reason_needed,
	'until-passed': m.station_cannot_until_passed,
	'outcome-missing': m.station_cannot_outcome_missing,
	'authority-unsaid': m.station_cannot_authority_unsaid,
	'opinion-missing': m.station_cannot_opinion_missing,
	'reason-missing': m.station_cannot_reason_missing,
	'taker-missing': m.station_cannot_taker_missing,
	'signature-missing': m.station_cannot_signature_missing,
	'principal-unsigned': m.station_cannot_principal_unsigned,
	'wrong-id-number': m.station_cannot_wrong_id_number,
	'nothing-changed': m.station_cannot_nothing_changed,
	'field-faulty': m.station_cannot_field_faulty,
	'written-since': m.station_cannot_written_since,
	'already-there': m.station_cannot_already_there,
	'text-missing': m.station_cannot_text_missing,
	'proxy-not-allowed': m.station_cannot_proxy_not_allowed,
	'applicant-missing': m.station_cannot_applicant_missing,
	'proxy-missing': m.station_cannot_proxy_missing,
	'unit-closed': m.station_cannot_unit_closed,
	'item-not-taken': m.station_cannot_item_not_taken,
	'no-members': m.station_cannot_no_members,
	'no-sibling': m.station_cannot_no_sibling,
	'nothing-offered': m.station_cannot_nothing_offered,
	'nothing-to-settle': m.station_cannot_nothing_to_settle
} satisfies Partial<Texts<CommandCode>>;
type FormCode = keyof typeof formTexts;

/** Why nothing was written, and what to do about it. */
export const authorFaultTexts: Texts<AuthorFault> = {
	...notSaved(),
	...inOne(authorFaults)
};

/** Why a command did not do what was asked, and what to do about it. */
export const commandTexts: Texts<CommandCode> = {
	...authorFaultTexts,
	...inOne(doorFaults),
	...formTexts
};

/** For a code that comes from the disk as plain text: a later version may have kept one that this one does not know. */
export function refusalTold(code: string): Told {
	const known = (refusals as Record<string, (() => Told) | undefined>)[code]?.();
	return known ?? { what: m.station_refused_other({ code }), todo: m.station_refused_other_do() };
}

/** The same in one text. */
export function refusalText(code: string): string {
	return joined(refusalTold(code));
}

/** Why the county has not got a photograph, and what to do about it. */
export function uploadText(code: PhotographFault): string {
	return joined(uploadFaults[code]());
}

function joined({ what, todo }: Told): string {
	return m.station_told({ what, todo });
}

function inOne<Code extends string>(tellings: Tellings<Code>): Texts<Code> {
	return each(Object.keys(tellings) as Code[], (code) => joined(tellings[code]()));
}

function notSaved(): Texts<SetAsideCode> {
	return each(Object.keys(setAsideTexts) as SetAsideCode[], (code) =>
		m.station_author_aside({ reason: setAsideTexts[code](), todo: setAsideRemedies[code]() })
	);
}

function each<Code extends string>(codes: Code[], text: (code: Code) => string): Texts<Code> {
	return Object.fromEntries(codes.map((code) => [code, () => text(code)])) as Texts<Code>;
}
