const utf8 = new TextEncoder();

/** What the device's key signs to answer a challenge. */
export function helloBytes(nonce: string, device: string): Uint8Array<ArrayBuffer> {
	return utf8.encode(`yizhan-hello-v1\n${nonce}\n${device}`);
}

/**
 * What a key signs for one HTTP request while its device's line is open. The header is
 * `Authorization: Yizhan <ticket>.<key>.<signature>`; `bodyHash` is SHA-256 in base64url ('' hashes too).
 * The ticket dies with the line, so a copied header is of no use afterwards.
 */
export function requestBytes(
	ticket: string,
	method: string,
	path: string,
	bodyHash: string
): Uint8Array<ArrayBuffer> {
	return utf8.encode(`yizhan-request-v1\n${ticket}\n${method} ${path}\n${bodyHash}`);
}
