const KEY = 'yizhan-last-contact';
const MINUTE = 60_000;

/** When this device last heard the county, device clock, ms; null for never. The line itself forgets it when the page closes. */
export function recallContact(): number | null {
	const kept = Number(localStorage.getItem(KEY));
	return kept > 0 ? kept : null;
}

/** Kept to the minute: every message of the county is a contact, and words like "offline for 3 days" need no more. */
export function rememberContact(at: number): void {
	const kept = recallContact();
	if (kept === null || Math.abs(at - kept) >= MINUTE) localStorage.setItem(KEY, String(at));
}
