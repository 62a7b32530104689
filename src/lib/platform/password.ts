import { argon2id, argon2Verify } from 'hash-wasm';
import type { Random } from './seams.ts';

// OWASP's second choice: 50 ms here, a quarter of a second on a slow tablet.
const COST = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** What can check a password without holding it: a PHC string, Argon2id. */
export function passwordVerifier(password: string, random: Random): Promise<string> {
	return argon2id({
		...COST,
		password: password.normalize('NFC'),
		salt: random.bytes(16),
		outputType: 'encoded'
	});
}

export function isPassword(password: string, verifier: string): Promise<boolean> {
	return argon2Verify({ password: password.normalize('NFC'), hash: verifier });
}
