import * as v from 'valibot';
import { verifyChange } from '../src/lib/changes/change.ts';
import { signReceipts, type ReceiptSheet } from '../src/lib/changes/receipt.ts';
import { directoryActions } from '../src/lib/documents/directory/actions.ts';
import { entry } from '../src/lib/documents/directory/rights.ts';
import type { Hall } from './hall.ts';

export type Enrolment =
	| { ok: true; lines: string[]; sheet: ReceiptSheet }
	| { ok: false; code: 'malformed' | 'unknown-invite' | 'invite-used-up' | 'invite-expired' };

/** P50: takes a new device's first change and answers the whole directory. The same change again, the same answer. */
export async function enrol(line: string, hall: Hall): Promise<Enrolment> {
	const { sequencer, clock } = hall;
	const read = await verifyChange(line);
	const action = read.ok ? read.change.body?.action : null;
	if (!read.ok || !v.is(directoryActions.enrol, action)) return { ok: false, code: 'malformed' };
	const device = () => entry(sequencer.directory().devices, action.device);
	const isEnrolled = () => device()?.key === action.key;
	// Its first change lies on its disk, and answers all who work in the county: a revoked device gets nothing (P8).
	if (isEnrolled() && device()?.until !== null) return { ok: false, code: 'invite-used-up' };

	if (!isEnrolled()) {
		const invite = entry(sequencer.directory().invites, read.change.envelope.author);
		if (!invite) return { ok: false, code: 'unknown-invite' };
		if (invite.until < clock.now()) return { ok: false, code: 'invite-expired' };
		if (invite.usesLeft === 0) return { ok: false, code: 'invite-used-up' };
		const [answer] = await hall.record([read.change]);
		if (answer?.is !== 'settled') return { ok: false, code: 'malformed' };
		// Someone else was quicker with the last use.
		if (!isEnrolled()) return { ok: false, code: 'invite-used-up' };
	}
	const changes = hall.storage.changesOf(hall.directoryDoc).filter(({ receipt }) => receipt !== null);
	const receipts = changes.flatMap(({ receipt }) => receipt ?? []);
	return {
		ok: true,
		lines: changes.map((change) => change.line),
		sheet: await signReceipts(receipts, hall.receiptSigner)
	};
}
