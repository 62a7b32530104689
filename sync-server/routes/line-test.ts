import type { FastifyInstance } from 'fastify';

/** As large as the device's probe (`src/lib/sync/line-test.ts`), with room to spare. */
const MOST_BYTES = 128 * 1024;

/** `POST /api/line-test`: takes a few bytes and forgets them, so that a device can tell how fast its line is. */
export function mountLineTest(app: FastifyInstance): void {
	const config = { rateLimit: { max: 20, timeWindow: '1 minute' } };
	app.post('/api/line-test', { config, bodyLimit: MOST_BYTES }, async (_request, reply) =>
		reply.code(204).send()
	);
}
