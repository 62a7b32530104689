import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../src/lib/platform/seams.ts';
import type { County } from '../county.ts';
import type { Storage } from '../storage/storage.ts';

/** `GET /api/county`: which county this is, before a device knows it. */
export function mountCountyCard(
	app: FastifyInstance,
	{ county, storage, clock, demo }: { county: County; storage: Storage; clock: Clock; demo: boolean }
): void {
	app.get('/api/county', () => {
		const { county: card, root } = county.directory();
		return { county: card, root, epoch: storage.sequence().epoch, time: clock.now(), demo };
	});
}
