const PREFIX = 'yizhan-talk';

/** What a clerk of this device has of a case's conversation: how far it was read, and what was typed and not sent. */
export type Talk = { read: number; typed: string };

/** Kept on the device, so that leaving a case for another loses nothing that was typed. */
export function recallTalk(clerk: string, doc: string): Talk {
	const [read, ...typed] = (localStorage.getItem(keyOf(clerk, doc)) ?? '').split(' ');
	return { read: Number(read) || 0, typed: typed.join(' ') };
}

export function keepTalk(clerk: string, doc: string, { read, typed }: Talk): void {
	const key = keyOf(clerk, doc);
	if (read === 0 && typed === '') localStorage.removeItem(key);
	else localStorage.setItem(key, `${read} ${typed}`);
}

function keyOf(clerk: string, doc: string): string {
	return `${PREFIX} ${clerk} ${doc}`;
}
