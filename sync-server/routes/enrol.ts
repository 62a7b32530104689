import type { FastifyInstance } from 'fastify';
import type { County } from '../county.ts';

/** `POST /api/enrol` (P50): one line in, the whole directory with its receipts out. */
export function mountEnrol(app: FastifyInstance, county: County): void {
	const config = { rateLimit: { max: 60, timeWindow: '1 minute' } };
	app.post('/api/enrol', { config }, async ({ body }, reply) => {
		const enrolment = await county.enrol(Buffer.isBuffer(body) ? body.toString('utf8') : '');
		if (!enrolment.ok) return reply.code(422).send({ code: enrolment.code });
		return { lines: enrolment.lines, sheet: enrolment.sheet };
	});
}
