import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Base64 with padding (RFC 4648 §4): what the formats of others ask for; ours have base64url. */
export function toBase64(bytes: Uint8Array): string {
	const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
	return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Null unless `text` is exactly what `toBase64` writes for some bytes. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
	const bytes = fromBase64Url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
	return bytes && toBase64(bytes) === text ? bytes : null;
}
