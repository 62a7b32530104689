import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { entry, isGood } from '../../src/lib/documents/directory/rights.ts';
import type { SealKeyPair } from '../../src/lib/platform/sealed-file.ts';
import type { Clock } from '../../src/lib/platform/seams.ts';
import type { County } from '../county.ts';
import { openVault } from '../open-vault.ts';
import { isPassword } from '../passwords.ts';
import type { Storage } from '../storage/storage.ts';
import { tries } from '../tries.ts';
import { readJson } from './read-json.ts';

const asked = v.object({
	account: v.pipe(v.string(), v.maxLength(64)),
	password: v.pipe(v.string(), v.maxLength(200)),
	device: v.pipe(v.string(), v.maxLength(64)),
	vault: v.optional(v.pipe(v.string(), v.maxLength(4096)))
});

/**
 * `POST /api/sign-in`: a right password lets this device bind a key of the clerk's for a while (P25), and opens the vault
 * of a device of the clerk's own unit (P59).
 */
export function mountSignIn(
	app: FastifyInstance,
	{
		county,
		storage,
		clock,
		sealKey
	}: { county: County; storage: Storage; clock: Clock; sealKey: SealKeyPair }
): void {
	const wrong = tries(clock);
	const config = { rateLimit: { max: 60, timeWindow: '1 minute' } };
	app.post('/api/sign-in', { config }, async (request, reply) => {
		const body = readJson(asked, request.body);
		if (!body) return reply.code(400).send({ code: 'malformed' });
		const { account, password, device: id } = body;
		const directory = county.directory();
		const device = entry(directory.devices, id);
		if (!device || !isGood(directory, device)) return reply.code(403).send({ code: 'unknown-device' });
		if (wrong.areTooMany(account)) return reply.code(429).send({ code: 'too-many-tries' });
		const clerk = Object.values(directory.clerks).find((one) => one.account === account);
		// Counted before it is checked: many tries at once are still many.
		wrong.count(account);
		const phc = clerk ? storage.passwordOf(clerk.id) : null;
		if (!(await isPassword(password, phc)) || !clerk) return reply.code(403).send({ code: 'wrong-password' });
		wrong.forget(account);
		county.signIns.remember(id, clerk.id);
		const sealed = body.vault;
		const vault =
			sealed === undefined
				? null
				: await openVault({ device: id, clerk: clerk.id, sealed }, directory, sealKey);
		return { clerk: clerk.id, ...(vault !== null && { vault }) };
	});
}
