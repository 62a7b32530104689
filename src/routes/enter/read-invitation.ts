/** What an invitation's QR carries: the code, and the fingerprint of the county's root that only it has. */
export type Scanned = { code: string; root: string | undefined };

/**
 * Reads the whole address of an invitation, its fragment `#code.fingerprint`, or a bare code. Null for any other
 * text, so that a receipt held before the camera is no code.
 */
export function readInvitation(text: string): Scanned | null {
	const match =
		/^(?:https?:\/\/[^#\s]+\/enter)?#{0,2}([0-9A-Za-z]{4}(?:-[0-9A-Za-z]{4}){3})(?:\.([\w-]{43}))?$/.exec(
			text.trim()
		);
	return match?.[1] === undefined ? null : { code: match[1], root: match[2] };
}
