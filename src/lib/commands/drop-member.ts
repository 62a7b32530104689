import type { AuthorFault, Station, Writing } from '../device/station.ts';
import { possibleActions } from '../documents/case/policy.ts';
import type { GivenSignature } from './author-case.ts';
import type { Outcome } from './outcome.ts';
import type { WithdrawCode } from './withdraw-case.ts';

/**
 * One item of a bundle is not wanted any more. Its case is withdrawn with it where this unit may do that still;
 * else it goes on, and only the bundle no longer counts on it.
 */
export async function dropMember(
	station: Station,
	{
		bundle,
		doc,
		reason,
		signature
	}: { bundle: string; doc: string; reason: string; signature: GivenSignature }
): Promise<Outcome<{ withdrawn: boolean }, WithdrawCode | AuthorFault>> {
	if (reason.trim() === '') return { ok: false, code: 'reason-missing' };
	const hand = await station.signedIn();
	const unit = (await station.identity())?.unit;
	if (!hand || unit === undefined) return { ok: false, code: 'not-signed-in' };
	const view = await station.caseView(doc);
	const withdrawn =
		view !== null &&
		possibleActions(view.state, { unit, roles: hand.roles }).some(
			({ type, allowed }) => type === 'withdraw' && allowed
		);
	if (withdrawn && signature.length === 0) return { ok: false, code: 'signature-missing' };
	const strokes = signature === 'on-paper' ? [] : signature;
	const parent: Writing = { doc: bundle, onBundle: () => [{ type: 'drop', case: doc, reason }] };
	const own: Writing = { doc, onCase: () => [{ type: 'withdraw', reason, signature: strokes }] };
	const authored = await station.authorTogether(withdrawn ? [parent, own] : [parent]);
	return authored.ok ? { ok: true, value: { withdrawn } } : authored;
}
