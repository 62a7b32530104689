import { sha256 } from '@noble/hashes/sha2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { seal, unseal } from '../platform/sealed-bytes.ts';
import type { Random } from '../platform/seams.ts';

export const KEY_BYTES = 32;
const utf8 = new TextEncoder();

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
