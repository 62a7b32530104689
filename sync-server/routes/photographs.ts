import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { County } from '../county.ts';
import { visitorOf } from '../request-door.ts';

const HASH = /^[A-Za-z0-9_-]{43}$/;
/** A photograph is made smaller on the device; this is the camera's own at its largest. */
const MOST_BYTES = 12 * 1024 * 1024;

/**
 * `PUT` and `GET /api/photographs/:hash`: ciphertext under its own SHA-256. The key that opens it is in the case,
 * so whoever has no part in the case has nothing of it.
 */
export async function mountPhotographs(app: FastifyInstance, county: County, dataDir: string): Promise<void> {
	const folder = join(dataDir, 'photographs');
	await mkdir(folder, { recursive: true });
	const fileOf = (hash: string) => (HASH.test(hash) ? join(folder, hash) : null);

	app.put<{ Params: { hash: string } }>(
		'/api/photographs/:hash',
		{ bodyLimit: MOST_BYTES },
		async (request, reply) => {
			if (!(await visitorOf(request, county))) return reply.code(401).send({ code: 'not-allowed' });
			const { body, params } = request;
			const file = fileOf(params.hash);
			if (!file || !Buffer.isBuffer(body) || hashOf(body) !== params.hash) {
				return reply.code(422).send({ code: 'wrong-hash' });
			}
			if (!(await exists(file))) await writeWhole(folder, file, body);
			return reply.code(204).send();
		}
	);

	app.get<{ Params: { hash: string } }>('/api/photographs/:hash', async (request, reply) => {
		if (!(await visitorOf(request, county))) return reply.code(401).send({ code: 'not-allowed' });
		const file = fileOf(request.params.hash);
		if (!file || !(await exists(file))) return reply.code(404).send({ code: 'unknown-photograph' });
		return reply
			.header('cache-control', 'private, no-store')
			.type('application/octet-stream')
			.send(createReadStream(file));
	});
}

function hashOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('base64url');
}

function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false
	);
}

/** Under its name only when all of it is on disk, so a crash leaves no half photograph. */
async function writeWhole(folder: string, file: string, bytes: Buffer): Promise<void> {
	const scratch = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		const handle = await open(scratch, 'wx');
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(scratch, file);
		const place = await open(folder, 'r');
		await place.sync().finally(() => place.close());
	} catch (error) {
		await rm(scratch, { force: true });
		throw error;
	}
}
