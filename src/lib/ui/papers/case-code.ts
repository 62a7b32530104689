/** What a receipt's QR code carries: the document of the case or of the bundle (一件事), and its number to read out. */
export function caseCode(doc: string, number: string | null): string {
	const code = `yizhan:${doc}`;
	return number === null ? code : `${code}?n=${encodeURIComponent(number)}`;
}

/** Null when the text is not the code of a case or a bundle. */
export function readCaseCode(text: string): { doc: string; number: string | null } | null {
	const match = /^yizhan:((?:case|bundle)\/[0-9A-Za-z-]{1,64})(?:\?n=([^&\s]+))?$/.exec(text.trim());
	if (!match?.[1]) return null;
	try {
		return { doc: match[1], number: match[2] === undefined ? null : decodeURIComponent(match[2]) };
	} catch {
		return null;
	}
}
