import { scryptAsync } from '@noble/hashes/scrypt.js';
import type { Random } from '../platform/seams.ts';

/** Crockford's base 32: no I, L, O and U, so that it can be read out over a telephone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SALT = 'yizhan-enrolment-v1';

/** A code that lets a device enrol: 80 random bits as `XXXX-XXXX-XXXX-XXXX`. */
export function makeEnrolmentCode(random: Random): string {
	let text = '';
	let held = 0;
	let bits = 0;
	for (const byte of random.bytes(10)) {
		held = ((held << 8) | byte) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 31];
	}
	return inFours(text);
}

/** The code as it was made, from what someone typed: case, spaces, dashes, O for 0, I and L for 1. Null when it is none. */
export function readEnrolmentCode(typed: string): string | null {
	const text = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s‐-―−-]/g, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	return text.length === 16 && [...text].every((letter) => LETTERS.includes(letter)) ? inFours(text) : null;
}

/** The 32-byte seed of the code's key pair. Slow on purpose: the key is public, so codes could be tried against it. */
export async function enrolmentSeed(code: string): Promise<Uint8Array<ArrayBuffer>> {
	const seed = await scryptAsync(code, SALT, { N: 2 ** 14, r: 8, p: 1, dkLen: 32 });
	return new Uint8Array(seed);
}

function inFours(text: string): string {
	return text.replace(/(.{4})(?=.)/g, '$1-');
}
