import type { SetAsideCode } from '../../documents/deed.ts';
import { m } from '../../paraglide/messages.js';

/** Why something cannot be done now, or why a deed was set aside. */
export const setAsideWords: Record<SetAsideCode, () => string> = {
	erased: m.case_aside_erased,
	'unknown-action': m.case_aside_unknown_action,
	'malformed-action': m.case_aside_malformed_action,
	'unknown-author': m.case_aside_unknown_author,
	'not-in-role': m.case_aside_not_in_role,
	'not-holder': m.case_aside_not_holder,
	'not-at-this-stage': m.case_aside_not_at_this_stage,
	'not-offered-to-you': m.case_aside_not_offered_to_you,
	'already-done': m.case_aside_already_done,
	'form-changed-since': m.case_aside_form_changed_since,
	'form-in-conflict': m.case_aside_form_in_conflict,
	'no-such-thing': m.case_aside_no_such_thing,
	held: m.case_aside_held,
	'late-role': m.case_aside_late_role
};
