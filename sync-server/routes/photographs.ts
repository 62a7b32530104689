import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { County } from '../county.ts';
import type { PhotographFolder } from '../photograph-folder.ts';
import { visitorOf } from '../request-door.ts';

/** A photograph is made smaller on the device; this is the camera's own at its largest. */
const MOST_BYTES = 12 * 1024 * 1024;

/**
 * `PUT` and `GET /api/photographs/:hash`: ciphertext under its own SHA-256. The key that opens it is in the case,
 * so whoever has no part in the case has nothing of it.
 */
export function mountPhotographs(app: FastifyInstance, county: County, photographs: PhotographFolder): void {
	app.put<{ Params: { hash: string } }>(
		'/api/photographs/:hash',
		{ bodyLimit: MOST_BYTES },
		async (request, reply) => {
			if (!(await visitorOf(request, county))) return reply.code(401).send({ code: 'not-allowed' });
			const { body, params } = request;
			if (!Buffer.isBuffer(body) || !(await photographs.keep(params.hash, body))) {
				return reply.code(422).send({ code: 'wrong-hash' });
			}
			return reply.code(204).send();
		}
	);

	app.get<{ Params: { hash: string } }>('/api/photographs/:hash', async (request, reply) => {
		if (!(await visitorOf(request, county))) return reply.code(401).send({ code: 'not-allowed' });
		const file = await photographs.find(request.params.hash);
		if (file === null) return reply.code(404).send({ code: 'unknown-photograph' });
		return reply
			.header('cache-control', 'private, no-store')
			.type('application/octet-stream')
			.send(createReadStream(file));
	});
}
