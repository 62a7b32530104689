import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UploadRefusal } from '../../src/lib/protocol/messages.ts';
import type { County } from '../county.ts';
import { PHOTOGRAPH_NAME, type PhotographFolder } from '../photograph-folder.ts';
import { MOST_BYTES, type Arrived, type PhotographUploads } from '../photograph-uploads.ts';
import { claimedDevice, visitorOf } from '../request-door.ts';

const TUS = '1.0.0';
/** Of one device: fifteen photographs a second in chunks of 64 KiB, and the end of a device that runs in a circle. */
const REQUESTS_A_MINUTE = 6000;

const STATUS: Record<UploadRefusal, number> = {
	malformed: 400,
	'unknown-upload': 404,
	'wrong-offset': 409,
	'too-large': 413,
	'wrong-hash': 422,
	'being-sent': 423,
	'too-many-uploads': 429,
	'too-many-tries': 429
};

type OfOne = { Params: { hash: string } };

/**
 * `/api/photographs`, P70 to P75: ciphertext under its own SHA-256 comes by tus 1.0.0 (creation, expiration), and
 * `GET` gives it back. The key that opens it is in the case, so whoever has no part in the case has nothing of it.
 */
export function mountPhotographs(
	app: FastifyInstance,
	{
		county,
		photographs,
		uploads
	}: { county: County; photographs: PhotographFolder; uploads: PhotographUploads }
): void {
	const whoAsks = (request: FastifyRequest) => claimedDevice(request, county) ?? request.ip;
	const config = {
		rateLimit: { max: REQUESTS_A_MINUTE, timeWindow: '1 minute', keyGenerator: whoAsks }
	};

	async function onlyDevices(
		request: FastifyRequest,
		reply: FastifyReply
	): Promise<FastifyReply | undefined> {
		void reply.header('tus-resumable', TUS).header('cache-control', 'private, no-store');
		// Before a body of that size is taken from whoever asks.
		if (claimedDevice(request, county) === null) return reply.code(401).send({ code: 'not-allowed' });
		return undefined;
	}

	async function onlyTus(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
		if (request.headers['tus-resumable'] === TUS) return onlyDevices(request, reply);
		return reply.code(412).header('tus-version', TUS).send({ code: 'malformed' });
	}

	const notAllowed = (reply: FastifyReply) => reply.code(401).send({ code: 'not-allowed' });
	const refuse = (reply: FastifyReply, code: UploadRefusal) => reply.code(STATUS[code]).send({ code });

	app.options('/api/photographs', async (_request, reply) =>
		reply
			.code(204)
			.header('tus-resumable', TUS)
			.header('tus-version', TUS)
			.header('tus-extension', 'creation,expiration')
			.header('tus-max-size', MOST_BYTES)
			.send()
	);

	app.post('/api/photographs', { config, onRequest: onlyTus }, async (request, reply) => {
		const visitor = await visitorOf(request, county);
		if (!visitor) return notAllowed(reply);
		const length = bytesIn(request.headers['upload-length']);
		const hash = nameIn(request.headers['upload-metadata']);
		if (length === null || length === 0 || hash === null) return refuse(reply, 'malformed');
		if (length > MOST_BYTES) return refuse(reply, 'too-large');
		const begun = await uploads.begin(hash, length, visitor.device);
		if (!begun.ok) return refuse(reply, begun.code);
		return told(reply, begun.arrived)
			.code(begun.isNew ? 201 : 200)
			.header('location', `/api/photographs/${hash}`)
			.send();
	});

	app.head<OfOne>('/api/photographs/:hash', { config, onRequest: onlyTus }, async (request, reply) => {
		if (!(await visitorOf(request, county))) return notAllowed(reply);
		const arrived = await uploads.arrived(request.params.hash);
		if (!arrived) return refuse(reply, 'unknown-upload');
		return told(reply, arrived).code(200).header('upload-length', arrived.length).send();
	});

	app.patch<OfOne>(
		'/api/photographs/:hash',
		{ config, onRequest: onlyTus, bodyLimit: MOST_BYTES },
		async (request, reply) => {
			const visitor = await visitorOf(request, county);
			if (!visitor) return notAllowed(reply);
			const { body, headers, params } = request;
			const offset = bytesIn(headers['upload-offset']);
			const isPart = headers['content-type'] === 'application/offset+octet-stream';
			if (!isPart || offset === null || !Buffer.isBuffer(body)) return refuse(reply, 'malformed');
			const appended = await uploads.append(params.hash, offset, body, visitor.device);
			if (!appended.ok) return refuse(reply, appended.code);
			return told(reply, appended.arrived).code(204).send();
		}
	);

	app.get<OfOne>(
		'/api/photographs/:hash',
		{ exposeHeadRoute: false, onRequest: onlyDevices },
		async (request, reply) => {
			if (!(await visitorOf(request, county))) return notAllowed(reply);
			const file = await photographs.find(request.params.hash);
			if (file === null) return reply.code(404).send({ code: 'unknown-photograph' });
			return reply.type('application/octet-stream').send(createReadStream(file));
		}
	);
}

function told(reply: FastifyReply, { offset, until }: Arrived): FastifyReply {
	if (until !== null) void reply.header('upload-expires', new Date(until).toUTCString());
	return reply.header('upload-offset', offset);
}

function bytesIn(header: string | string[] | undefined): number | null {
	return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** Of `Upload-Metadata: sha256 <base64 of the name>`; what else a client tells there is passed over. */
function nameIn(header: string | string[] | undefined): string | null {
	if (typeof header !== 'string') return null;
	const pair = header.split(',').find((one) => one.trim().startsWith('sha256 '));
	const name = Buffer.from(pair?.trim().slice('sha256 '.length) ?? '', 'base64').toString('latin1');
	return PHOTOGRAPH_NAME.test(name) ? name : null;
}
