import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import type { Random } from '../platform/seams.ts';

export const KEY_BYTES = 32;
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

/**
 * What opens the rows of this disk, while it is open. `none`: the disk has no vault yet, as nobody has signed in on it;
 * its rows lie in the clear, and the line stays closed so that no case is among them.
 */
export class Vault {
	readonly #random: Random;
	#key: Uint8Array<ArrayBuffer> | null = null;
	/** Whether this disk has one, open or not. */
	exists = false;

	constructor(random: Random) {
		this.#random = random;
	}

	get isOpen(): boolean {
		return this.#key !== null;
	}

	get isLocked(): boolean {
		return this.exists && this.#key === null;
	}

	/** The key itself, for a slot. Throws while it is not open. */
	get key(): Uint8Array<ArrayBuffer> {
		if (!this.#key) throw new Error('the vault is not open');
		return this.#key;
	}

	open(key: Uint8Array<ArrayBuffer>): void {
		if (key.length !== KEY_BYTES) throw new Error('no key of a vault');
		this.exists = true;
		this.#key = key;
	}

	lock(): void {
		this.#key = null;
	}

	seal(place: string, value: unknown): Uint8Array<ArrayBuffer> {
		return seal(this.key, place, utf8.encode(JSON.stringify(value)), this.#random);
	}

	/** Null for a row that the disk spoiled. */
	unseal(place: string, sealed: Uint8Array): unknown {
		const bytes = unseal(this.key, place, sealed);
		return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
	}

	/** A secret of its own for another use of it. */
	derive(use: string): Uint8Array {
		return hkdf(sha256, this.key, undefined, utf8.encode(use), KEY_BYTES);
	}
}
