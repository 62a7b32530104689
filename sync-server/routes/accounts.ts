import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { entry } from '../../src/lib/documents/directory/rights.ts';
import type { Random } from '../../src/lib/platform/seams.ts';
import type { County } from '../county.ts';
import { hashPassword } from '../passwords.ts';
import { adminOf } from '../request-door.ts';
import type { Storage } from '../storage/storage.ts';
import { readJson } from './read-json.ts';

export const SHORTEST_PASSWORD = 8;

const asked = v.object({ password: v.pipe(v.string(), v.maxLength(200)) });

/** `POST /api/accounts/:clerk/password`: an admin gives a clerk a password. */
export function mountAccounts(
	app: FastifyInstance,
	{ county, storage, random }: { county: County; storage: Storage; random: Random }
): void {
	app.post<{ Params: { clerk: string } }>('/api/accounts/:clerk/password', async (request, reply) => {
		if (!(await adminOf(request, county))) return reply.code(403).send({ code: 'not-allowed' });
		const body = readJson(asked, request.body);
		if (!body) return reply.code(400).send({ code: 'malformed' });
		const clerk = entry(county.directory().clerks, request.params.clerk);
		if (!clerk) return reply.code(404).send({ code: 'unknown-clerk' });
		if (body.password.length < SHORTEST_PASSWORD) return reply.code(422).send({ code: 'weak-password' });
		storage.setPassword(clerk.id, await hashPassword(body.password, random));
		return reply.code(204).send();
	});
}
