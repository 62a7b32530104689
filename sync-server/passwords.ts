import { argon2, timingSafeEqual } from 'node:crypto';
import type { Random } from '../src/lib/platform/seams.ts';

type Cost = { memory: number; passes: number; parallelism: number };

/** OWASP's first choice for Argon2id: 19 MiB, two passes; `memory` in KiB. */
const COST: Cost = { memory: 19 * 1024, passes: 2, parallelism: 1 };
const TAG_LENGTH = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A PHC string, which carries its own cost, so that the cost can be raised later. */
export async function hashPassword(password: string, random: Random): Promise<string> {
	const salt = Buffer.from(random.bytes(16));
	const tag = await derive(password, salt, TAG_LENGTH, COST);
	const { memory, passes, parallelism } = COST;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** False also for a string that is no PHC string of Argon2id. With null it takes as long and is false. */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
	const match = PHC.exec(phc ?? '');
	if (!match) {
		await derive(password, Buffer.alloc(16), TAG_LENGTH, COST);
		return false;
	}
	const [, memory, passes, parallelism, salt = '', tag = ''] = match;
	const expected = Buffer.from(tag, 'base64');
	const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
	const derived = await derive(password, Buffer.from(salt, 'base64'), expected.length, cost);
	return timingSafeEqual(derived, expected);
}

/** The same letters typed in another way are the same password. */
function derive(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
	const message = password.normalize('NFKC');
	return new Promise((resolve, reject) => {
		argon2('argon2id', { message, nonce, tagLength, ...cost }, (error, tag) =>
			error ? reject(error) : resolve(tag)
		);
	});
}

function unpadded(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
