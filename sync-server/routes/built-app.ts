import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** The built app: every address of it opens `index.html`, so that a link works before anything is installed. */
export async function mountBuiltApp(app: FastifyInstance, appDir: string): Promise<void> {
	await app.register(serveStatic, {
		root: appDir,
		preCompressed: true,
		cacheControl: false,
		setHeaders(reply, path) {
			const named = relative(appDir, path).split(sep).join('/').startsWith('_app/immutable/');
			void reply.header('cache-control', named ? FOR_EVER : 'no-cache');
		}
	});
	app.setNotFoundHandler((request, reply) => {
		const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
		if (isPage && !request.url.startsWith('/api/')) return reply.sendFile('index.html');
		return reply.code(404).send({ code: 'not-found' });
	});
}

/** CSP sources for the inline scripts that the build put into `index.html`. */
export async function inlineScripts(appDir: string): Promise<string[]> {
	const html = await readFile(join(appDir, 'index.html'), 'utf8');
	return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
	);
}
