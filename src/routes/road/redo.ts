import type { RefusalCode } from '$lib/protocol/messages.ts';

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

/** Whether doing it again as it was can help; else its content must be looked at in the case. */
export function canRedo(code: string): boolean {
	return NOT_THE_CONTENT.has(code);
}
