import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyError, type FastifyInstance } from 'fastify';
import { signSealKey } from '../src/lib/changes/seal-key.ts';
import { systemRandom, systemTimers } from '../src/lib/platform/real.ts';
import type { Clock } from '../src/lib/platform/seams.ts';
import packageJson from '../package.json' with { type: 'json' };
import { mountCatalogue } from './catalogue/mount-catalogue.ts';
import { releasesAfter } from './catalogue/releases-after.ts';
import type { Config } from './config.ts';
import { createCounty } from './county.ts';
import { foundedCounty } from './found-county.ts';
import { readKey } from './keys.ts';
import { photographFolder } from './photograph-folder.ts';
import { photographUploads } from './photograph-uploads.ts';
import type { PromptSigner } from './prompt-signer.ts';
import { mountAccounts } from './routes/accounts.ts';
import { mountBlocks } from './routes/blocks.ts';
import { inlineScripts, mountBuiltApp } from './routes/built-app.ts';
import { mountCountyCard } from './routes/county-card.ts';
import { mountDemo } from './routes/demo.ts';
import { mountEnrol } from './routes/enrol.ts';
import { mountHealth } from './routes/health.ts';
import { mountLineTest } from './routes/line-test.ts';
import { mountParcels } from './routes/parcels.ts';
import { mountPhotographs } from './routes/photographs.ts';
import { mountSignIn } from './routes/sign-in.ts';
import { mountStations } from './routes/stations.ts';
import { sealKey } from './seal-key.ts';
import type { Storage } from './storage/storage.ts';
import { syncSockets } from './sync-sockets.ts';

/** How often uploads that nobody goes on with are looked for. */
const TIDY_EVERY_MS = 3_600_000;

/** How soon a backup that another process restored is noticed where nobody writes. */
const LOOK_EVERY_MS = 2000;

export interface Server {
	/** The address that it listens at. */
	listen(): Promise<string>;
	/** Answers what was taken, then closes every line. The storage stays open. */
	close(): Promise<void>;
}

/** The county on the network. Throws when the county has not been founded yet (`yizhan init`). */
export async function createServer({
	config,
	storage,
	clock
}: {
	config: Config;
	storage: Storage;
	clock: Clock;
}): Promise<Server> {
	const { id, receiptSigner } = await founded(config.dataDir, storage);
	const seal = await sealKey(config.dataDir);
	const app = fastify({
		logger: { level: config.logLevel },
		// Addresses name cases and accounts: what goes wrong is logged by its route (`answerErrors`).
		logController: new LogController({ disableRequestLogging: true }),
		bodyLimit: 1024 * 1024
	});
	const county = createCounty({
		county: id,
		storage,
		clock,
		random: systemRandom,
		receiptSigner,
		sealKey: { note: await signSealKey(id, seal.recipient, receiptSigner), pair: seal },
		schedule: setImmediate,
		onFailure: (error) => app.log.error(error, 'a change or a line could not be worked on')
	});

	// Bodies stay the bytes that were signed; each route reads its own.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	answerErrors(app);
	await protect(app, config);

	mountHealth(app, storage, packageJson.version);
	mountLineTest(app);
	mountCountyCard(app, { county, storage, clock, demo: config.demo !== null });
	mountEnrol(app, county);
	mountSignIn(app, { county, storage, clock, sealKey: seal });
	mountAccounts(app, { county, storage, random: systemRandom });
	mountBlocks(app, { county, storage });
	mountStations(app, { county, storage, clock });
	const photographs = await photographFolder(config.dataDir);
	const uploads = await photographUploads({
		...{ dataDir: config.dataDir, photographs, clock },
		isOnLine: (device) => county.greeted().some((line) => line.device === device)
	});
	mountPhotographs(app, { county, photographs, uploads });
	mountParcels(app, { county, photographs, sealKey: seal, receiptSigner, clock });
	if (config.demo) mountDemo(app, config.demo);
	const logReleases = async () =>
		county.logReleases(await releasesAfter(config.dataDir, county.log.release()));
	const catalogue = await mountCatalogue(app, {
		dataDir: config.dataDir,
		timers: systemTimers,
		async onRelease(number) {
			await logReleases();
			county.tellRelease(number);
		}
	});
	if (config.appDir !== null) await mountBuiltApp(app, config.appDir);

	let stopLooking = () => {};
	function lookForRestore(): void {
		if (county.lookForRestore()) {
			logReleases().catch((error: unknown) => app.log.error(error, 'the log does not tell of a release'));
		}
		stopLooking = systemTimers.after(LOOK_EVERY_MS, lookForRestore);
	}
	lookForRestore();

	let stopTidying = () => {};
	function tidyLater(): void {
		stopTidying = systemTimers.after(TIDY_EVERY_MS, () => {
			uploads
				.dropStale()
				.catch((error: unknown) => app.log.error(error, 'old uploads could not be thrown away'));
			tidyLater();
		});
	}
	tidyLater();

	const sockets = syncSockets((socket) => county.connect(socket), systemTimers);
	app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		// Node hears no errors of a socket any more once it asked for an upgrade, and one that nobody hears ends the process.
		socket.on('error', () => socket.destroy());
		if (!sockets.upgrade(request, socket, head) && !catalogue.upgrade(request, socket, head)) {
			socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
		}
	});

	return {
		listen: () => app.listen({ host: config.host, port: config.port }),
		async close() {
			stopLooking();
			stopTidying();
			await county.close();
			sockets.close();
			catalogue.close();
			await app.close();
		}
	};
}

async function founded(
	dataDir: string,
	storage: Storage
): Promise<{ id: string; receiptSigner: PromptSigner }> {
	const id = foundedCounty(storage);
	if (id === null) throw new Error(`no county has been founded in ${dataDir}`);
	const receiptSigner = await readKey(dataDir, 'receipt');
	if (!receiptSigner) throw new Error(`the receipt key is missing in ${dataDir}`);
	return { id, receiptSigner };
}

/** Codes cross the wire, never prose. */
function answerErrors(app: FastifyInstance): void {
	app.setErrorHandler<FastifyError>((error, request, reply) => {
		const status = error.statusCode ?? 500;
		if (status >= 500) app.log.error({ error, route: request.routeOptions.url }, 'a request failed');
		return reply.code(status).send({ code: codeOf(status) });
	});
}

function codeOf(status: number): string {
	if (status === 413) return 'too-large';
	if (status === 429) return 'too-many-tries';
	return status >= 500 ? 'internal' : 'malformed';
}

/** Headers that keep the app to its own origin, and a limit for the addresses that ask for one. */
async function protect(app: FastifyInstance, { appDir }: Config): Promise<void> {
	const scripts = appDir === null ? [] : await inlineScripts(appDir);
	await app.register(helmet, {
		// A township's server is often reached by http in its own network; whoever has TLS sets this in front.
		strictTransportSecurity: false,
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				scriptSrc: ["'self'", "'wasm-unsafe-eval'", ...scripts],
				styleSrc: ["'self'", "'unsafe-inline'"],
				imgSrc: ["'self'", 'blob:', 'data:'],
				connectSrc: ["'self'"],
				workerSrc: ["'self'"],
				objectSrc: ["'none'"],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				frameAncestors: ["'none'"],
				// No text becomes markup or a script's address but by these two: Svelte's templates, and our own worker.
				requireTrustedTypesFor: ["'script'"],
				trustedTypes: ['svelte-trusted-html', 'yizhan-worker']
			}
		}
	});
	// Papers are photographed and codes scanned; nothing else of the tablet is anybody's here.
	app.addHook('onRequest', async (_request, reply) => {
		reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
	});
	await app.register(rateLimit, { global: false });
}
