import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../sync-server/passwords.ts';
import { tries } from '../../sync-server/tries.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { virtualTime } from '../support/virtual-time.ts';

test('a password is known by its Argon2id hash, and no other is', async () => {
	const phc = await hashPassword('驿站-2026', seededRandom(1));
	expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await isPassword('驿站-2026', phc)).toBe(true);
	expect(await isPassword('驿站-2027', phc)).toBe(false);
	expect(await isPassword('驿站-2026', null)).toBe(false);
	expect(await isPassword('', 'no PHC string')).toBe(false);
});

test('the same password is never hashed to the same string', async () => {
	const random = seededRandom(1);
	expect(await hashPassword('驿站-2026', random)).not.toBe(await hashPassword('驿站-2026', random));
});

test('after eight wrong passwords an account rests for ten minutes', () => {
	const time = virtualTime();
	const wrong = tries(time);
	for (let i = 0; i < 7; i++) wrong.count('agent');
	expect(wrong.areTooMany('agent')).toBe(false);
	wrong.count('agent');
	expect(wrong.areTooMany('agent')).toBe(true);
	expect(wrong.areTooMany('window')).toBe(false);
	time.advance(10 * 60_000);
	expect(wrong.areTooMany('agent')).toBe(false);
});
