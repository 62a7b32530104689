import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from './base64url.ts';

// WebCrypto hashes only asynchronously; a server that reads thousands of changes a second has Node's own.
const node =
	'process' in globalThis && 'getBuiltinModule' in process ? process.getBuiltinModule('node:crypto') : null;
const utf8 = new TextEncoder();

/** SHA-256 of the text's UTF-8, in base64url (43 characters). */
export function hashText(text: string): string {
	return node ? node.hash('sha256', text, 'base64url') : toBase64Url(sha256(utf8.encode(text)));
}
