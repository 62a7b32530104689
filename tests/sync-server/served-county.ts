import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import { systemClock, systemRandom } from '../../src/lib/platform/real.ts';
import { readAtDevice, writeFrame } from '../../src/lib/protocol/frame.ts';
import type { ToCounty, ToDevice } from '../../src/lib/protocol/messages.ts';
import { helloBytes, requestBytes } from '../../src/lib/protocol/request.ts';
import { foundCounty } from '../../sync-server/found-county.ts';
import { readKey } from '../../sync-server/keys.ts';
import { createServer } from '../../sync-server/server.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';

export const COUNTY = { id: '532822', name: '勐海县' };
const own = { level: 'county', short: '县', parent: null, phone: null, address: null } as const;

type OpenLine = { ticket: string; heard: ToDevice[]; send(message: ToCounty): void; close(): void };

/** A county that was just founded, on a real port, with the command line's device to speak to it. */
export interface ServedCounty {
	dataDir: string;
	storage: Storage;
	address: string;
	device: Signer;
	admin: Signer;
	/** Of its admin. */
	password: string;
	openLine(): Promise<OpenLine>;
	/** An HTTP request as P52 wants it. */
	signed(
		ticket: string,
		signer: Signer,
		method: string,
		path: string,
		body?: string,
		more?: Record<string, string>
	): Promise<Response>;
	close(): Promise<void>;
}

export async function servedCounty(): Promise<ServedCounty> {
	const dataDir = await mkdtemp(join(tmpdir(), 'yizhan-'));
	const appDir = join(dataDir, 'app');
	await mkdir(join(appDir, '_app/immutable'), { recursive: true });
	await writeFile(join(appDir, 'index.html'), '<!doctype html><script>go()</script>');
	await writeFile(join(appDir, 'service-worker.js'), '');
	await writeFile(join(appDir, '_app/immutable/start.js'), '');
	const storage = openSqlite(join(dataDir, 'county.sqlite'));
	const place = { dataDir, storage, clock: systemClock, random: systemRandom };
	const founded = await foundCounty({
		...place,
		county: COUNTY,
		units: [{ ...COUNTY, ...own }],
		adminPassword: null,
		more: []
	});
	const device = (await readKey(dataDir, 'command-line')) as Signer;
	const admin = (await readKey(dataDir, 'admin')) as Signer;
	const config = { host: '127.0.0.1', port: 0, dataDir, appDir, demo: null, logLevel: 'silent' } as const;
	const server = await createServer({ config, storage, clock: systemClock });
	const address = await server.listen();

	async function openLine(): Promise<OpenLine> {
		const socket = new WebSocket(`${address.replace('http', 'ws')}/sync`);
		const heard: ToDevice[] = [];
		const ticket = await new Promise<string>((resolve, reject) => {
			socket.on('error', reject);
			socket.on('message', (data: Buffer) => {
				const message = readAtDevice(data.toString('utf8'));
				if (message) heard.push(message);
				if (message?.type === 'welcome') resolve(message.ticket);
				if (message?.type === 'fault') reject(new Error(message.code));
				if (message?.type !== 'challenge') return;
				const { seq, id: head } = storage.chainHead('cli-532822');
				void device.sign(helloBytes(message.nonce, 'cli-532822')).then((proof) =>
					socket.send(
						writeFrame({
							type: 'hello',
							protocol: 1,
							device: 'cli-532822',
							proof: toBase64Url(proof),
							...{ seq, head, epoch: 1, cursor: 0, own: true, release: 0 }
						})
					)
				);
			});
		});
		return {
			...{ ticket, heard },
			send: (message) => socket.send(writeFrame(message)),
			close: () => socket.terminate()
		};
	}

	async function signed(
		ticket: string,
		signer: Signer,
		method: string,
		path: string,
		body = '',
		more: Record<string, string> = { 'content-type': 'application/json' }
	): Promise<Response> {
		const hash = createHash('sha256').update(body).digest('base64url');
		const signature = toBase64Url(await signer.sign(requestBytes(ticket, method, path, hash)));
		const authorization = `Yizhan ${ticket}.${signer.key}.${signature}`;
		const content = body === '' ? {} : { body };
		return fetch(address + path, { method, headers: { authorization, ...more }, ...content });
	}

	return {
		...{ dataDir, storage, address, device, admin, openLine, signed },
		password: founded?.password ?? '',
		async close() {
			await server.close();
			storage.close();
		}
	};
}
