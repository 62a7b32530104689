import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Random } from './seams.ts';

const NONCE_BYTES = 24;
const utf8 = new TextEncoder();

/**
 * Nonce and ciphertext. `place` says where it lies: what is sealed for one place opens at no other. At once, without a
 * promise: within a transaction nothing may be awaited but the disk.
 */
export function seal(
	key: Uint8Array,
	place: string,
	bytes: Uint8Array,
	random: Random
): Uint8Array<ArrayBuffer> {
	const nonce = random.bytes(NONCE_BYTES);
	const sealed = xchacha20poly1305(key, nonce, utf8.encode(place)).encrypt(bytes);
	const out = new Uint8Array(NONCE_BYTES + sealed.length);
	out.set(nonce);
	out.set(sealed, NONCE_BYTES);
	return out;
}

/** Null where it is not that key, not that place, or a byte is not as it was. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Uint8Array | null {
	if (sealed.length <= NONCE_BYTES) return null;
	const nonce = sealed.subarray(0, NONCE_BYTES);
	try {
		return xchacha20poly1305(key, nonce, utf8.encode(place)).decrypt(sealed.subarray(NONCE_BYTES));
	} catch {
		return null;
	}
}
