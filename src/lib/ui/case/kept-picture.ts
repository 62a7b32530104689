import type { Photograph } from '../../documents/case/actions.ts';
import { authorFaultTexts } from '../../messages/code-texts.ts';
import { m } from '../../paraglide/messages.js';

/** What became of a picture that was taken; `no-picture`: the file is none. */
export type KeptPicture =
	{ ok: true; photograph: Photograph } | { ok: false; code: 'no-picture' | 'disk-full' | 'disk-failed' };

/** Why a picture was not kept: where the disk is full another shot does not help. */
export function pictureFault(code: Extract<KeptPicture, { ok: false }>['code']): string {
	return code === 'no-picture' ? m.intake_photo_failed() : authorFaultTexts[code]();
}
