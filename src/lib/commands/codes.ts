import type { AuthorFault } from '../device/station.ts';
import type { AcceptCode } from './accept-case.ts';
import type { AddMemberCode } from './add-member.ts';
import type { NoteCode } from './add-note.ts';
import type { AttachCode } from './attach-paper.ts';
import type { DecideCode } from './decide-case.ts';
import type { DeclineCode } from './decline-case.ts';
import type { DeliverCode } from './deliver-case.ts';
import type { EditCode } from './edit-form.ts';
import type { EnrolCode } from './enrol-device.ts';
import type { HandOverCode } from './hand-over-case.ts';
import type { InviteCode } from './invite-device.ts';
import type { BundleOpenCode } from './open-bundle.ts';
import type { OpenCode } from './open-case.ts';
import type { PutClerkCode } from './put-clerk.ts';
import type { PutUnitCode } from './put-unit.ts';
import type { RecallCode } from './recall-case.ts';
import type { CorrectionCode } from './request-correction.ts';
import type { PutWindowCode } from './put-window.ts';
import type { RevokeCode } from './revoke-device.ts';
import type { SetPasswordCode } from './set-password.ts';
import type { SettleCode } from './settle-conflict.ts';
import type { SignInCode } from './sign-in.ts';
import type { SubmitCode } from './submit-case.ts';
import type { SwitchCode } from './switch-clerk.ts';
import type { TakeBackCode } from './take-back-edit.ts';
import type { WithdrawCode } from './withdraw-case.ts';

/** Every reason that a command may give: the texts are checked against this. */
export type CommandCode =
	| AuthorFault
	| AcceptCode
	| AddMemberCode
	| AttachCode
	| BundleOpenCode
	| CorrectionCode
	| DecideCode
	| DeclineCode
	| DeliverCode
	| EditCode
	| EnrolCode
	| HandOverCode
	| InviteCode
	| NoteCode
	| OpenCode
	| PutClerkCode
	| PutUnitCode
	| RecallCode
	| PutWindowCode
	| RevokeCode
	| SetPasswordCode
	| SettleCode
	| SignInCode
	| SubmitCode
	| SwitchCode
	| TakeBackCode
	| WithdrawCode;
