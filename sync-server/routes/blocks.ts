import type { FastifyInstance } from 'fastify';
import { readCaseNumber } from '../../src/lib/domain/case-number.ts';
import type { County } from '../county.ts';
import { adminOf } from '../request-door.ts';
import type { Storage } from '../storage/storage.ts';

/** What the county has seen of one block of case numbers. */
export type BlockSeen = { unit: string; block: number; cases: number; highest: number };

/** `GET /api/blocks`: of each block of numbers how many the county has seen, and the highest serial. */
export function mountBlocks(
	app: FastifyInstance,
	{ county, storage }: { county: County; storage: Storage }
): void {
	app.get('/api/blocks', async (request, reply) => {
		if (!(await adminOf(request, county))) return reply.code(403).send({ code: 'not-allowed' });
		return { blocks: blocksOf(storage.caseNumbers()) };
	});
}

function blocksOf(numbers: Iterable<string>): BlockSeen[] {
	const seen = new Map<string, BlockSeen>();
	for (const number of numbers) {
		const read = readCaseNumber(number);
		if (!read) continue;
		const { unit, block, serial } = read;
		const of = seen.get(`${unit} ${block}`) ?? { unit, block, cases: 0, highest: 0 };
		seen.set(`${unit} ${block}`, {
			...of,
			cases: of.cases + 1,
			highest: Math.max(of.highest, serial)
		});
	}
	return [...seen.values()];
}
