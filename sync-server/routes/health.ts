import type { FastifyInstance } from 'fastify';
import type { Storage } from '../storage/storage.ts';

/** `GET /healthz`: for whoever watches over the server. */
export function mountHealth(app: FastifyInstance, storage: Storage, version: string): void {
	app.get('/healthz', () => {
		const { epoch, pos } = storage.sequence();
		return { ok: true, version, epoch, pos };
	});
}
