import type { FastifyInstance } from 'fastify';
import type { DemoAccount } from '../config.ts';

/** `GET /api/demo`: accounts to try, in a demo county only. */
export function mountDemo(app: FastifyInstance, accounts: DemoAccount[]): void {
	app.get('/api/demo', () => ({ accounts }));
}
