import type { Change } from '../src/lib/changes/change.ts';
import type { ClerkEntry, DirectoryAction, UnitEntry } from '../src/lib/documents/directory/actions.ts';
import type { KeyId, Signer } from '../src/lib/platform/ed25519.ts';
import type { Clock, Random } from '../src/lib/platform/seams.ts';
import { directoryChain } from './directory-chain.ts';

export type Founding = {
	county: { id: string; name: string };
	/** The county's own unit first; each after its parent. */
	units: UnitEntry[];
	root: Signer;
	receiptKey: KeyId;
	/** The first admin, and the command line as the admin's device. */
	admin: ClerkEntry;
	commandLine: { device: string; invite: Signer; key: Signer; adminKey: Signer };
	/** What the root writes besides: clerks, roles, invites. */
	more: DirectoryAction[];
};

const RECEIPT_KEY_LASTS_MS = 5 * 366 * 86_400_000;
const INVITE_LASTS_MS = 86_400_000;

/** The first changes of a county's directory. `bindKey` is among them: remember the admin's sign-in before. */
export async function foundingChanges(
	{ county, units, root, receiptKey, admin, commandLine, more }: Founding,
	clock: Clock,
	random: Random
): Promise<Change[]> {
	const now = clock.now();
	const chain = directoryChain(county.id, clock, random);
	const rootSays = (action: DirectoryAction) => chain.write(`root-${county.id}`, root, action);
	const { device, invite, key, adminKey } = commandLine;

	await rootSays({ type: 'found', county: county.id, name: county.name });
	await rootSays({
		type: 'appointReceiptKey',
		key: receiptKey,
		// The machine that signs receipts may be set back a little.
		from: now - 86_400_000,
		until: now + RECEIPT_KEY_LASTS_MS
	});
	for (const unit of units) await rootSays({ type: 'putUnit', unit });
	await rootSays({ type: 'putClerk', clerk: admin });
	await rootSays({ type: 'grantRole', clerk: admin.id, unit: county.id, role: 'admin' });
	await rootSays({ type: 'invite', key: invite.key, unit: county.id, uses: 1, until: now + INVITE_LASTS_MS });
	await chain.write(device, invite, { type: 'enrol', device, key: key.key, name: 'yizhan' });
	await chain.write(device, key, { type: 'bindKey', clerk: admin.id, key: adminKey.key });
	for (const action of more) await rootSays(action);
	return chain.changes();
}
