import type { Change } from '../changes/change.ts';
import { boundKey } from '../documents/directory/rights.ts';
import type { RefusalCode } from '../protocol/messages.ts';
import type { Database } from './database.ts';
import { readDirectory } from './projections.ts';
import { setting } from './settings.ts';
import type { Refused } from './station.ts';

/** Refused for who or where it came from: the same content by someone who is known is taken. */
const NOT_THE_CONTENT: ReadonlySet<string> = new Set<RefusalCode | 'forked'>([
	'forked',
	'seq-taken',
	'chain-broken',
	'unknown-key',
	'wrong-device',
	'not-signed-in',
	'impossible-known',
	'depends-on-refused',
	'body-missing',
	'wrong-signature'
]);

/** Whether the signed-in clerk may do it again as it was, and it can help; else its content must be looked at in the case. */
export function canRedo({ code, mine }: Pick<Refused, 'code' | 'mine'>): boolean {
	return mine && NOT_THE_CONTENT.has(code);
}

/** Whose hand is on the device now: answers of a change whether that clerk wrote it. */
export async function writtenByHand(db: Database): Promise<(change: Change | null) => boolean> {
	const clerk = await setting(db, 'signedIn');
	const directory = await readDirectory(db);
	return (change) =>
		clerk !== null && change !== null && boundKey(directory, change.envelope.author)?.clerk === clerk;
}
