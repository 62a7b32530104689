import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import { makeCaseNumber } from '../../src/lib/domain/case-number.ts';
import { systemClock, systemRandom } from '../../src/lib/platform/real.ts';
import { requestBytes } from '../../src/lib/protocol/request.ts';
import { foundCounty } from '../../sync-server/found-county.ts';
import { keyFile } from '../../sync-server/keys.ts';
import { promptSigner } from '../../sync-server/prompt-signer.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { emptyCommit } from '../../sync-server/storage/storage.ts';
import { COUNTY, servedCounty, type ServedCounty } from './served-county.ts';

/** The command line's device of a county that was just founded, as a device on a real socket. */
describe('the server', () => {
	let county: ServedCounty;
	let dataDir: string;
	let storage: Storage;
	let address: string;
	let device: Signer;
	let admin: Signer;
	let password: string;

	beforeAll(async () => {
		county = await servedCounty();
		({ dataDir, storage, address, device, admin, password } = county);
	});
	afterAll(() => county.close());

	const call = (path: string, init?: RequestInit) => fetch(address + path, init);
	const openLine = () => county.openLine();
	const signed: ServedCounty['signed'] = (...request) => county.signed(...request);

	test('a county is founded once, and its keys are for this user only', async () => {
		const place = { dataDir, storage, clock: systemClock, random: systemRandom };
		const again = { ...place, county: COUNTY, units: [], adminPassword: null, more: [] };
		expect(await foundCounty(again)).toBeNull();
		for (const name of ['root', 'receipt', 'admin', 'command-line'] as const) {
			expect((await stat(keyFile(dataDir, name))).mode & 0o777).toBe(0o600);
		}
	});

	test('says who it is and how it is', async () => {
		expect(await (await call('/api/county')).json()).toMatchObject({ county: COUNTY, epoch: 1, demo: false });
		expect(await (await call('/healthz')).json()).toMatchObject({ ok: true, epoch: 1, pos: 8 });
		expect((await call('/api/demo')).status).toBe(404);
	});

	test('every address opens the app, but an address that should answer in codes does so', async () => {
		const page = await call('/case/01JD', { headers: { accept: 'text/html' } });
		expect(await page.text()).toContain('<!doctype html>');
		expect(page.headers.get('cache-control')).toBe('no-cache');
		const hash = createHash('sha256').update('go()').digest('base64');
		expect(page.headers.get('content-security-policy')).toContain(`'wasm-unsafe-eval' 'sha256-${hash}'`);
		const worker = await call('/service-worker.js');
		expect(worker.headers.get('cache-control')).toBe('no-cache');
		const named = await call('/_app/immutable/start.js');
		expect(named.headers.get('cache-control')).toContain('immutable');
		const nothing = await call('/api/nothing', { headers: { accept: 'text/html' } });
		expect([nothing.status, await nothing.json()]).toEqual([404, { code: 'not-found' }]);
	});

	test('every answer keeps the page to its own origin, and markup and scripts to their own policies', async () => {
		for (const path of ['/', '/cases/x', '/api/county', '/nothing', '/service-worker.js']) {
			const { headers } = await call(path, { headers: { accept: 'text/html' } });
			const policy = headers.get('content-security-policy') ?? '';
			for (const directive of [
				"object-src 'none'",
				"base-uri 'none'",
				"frame-ancestors 'none'",
				"default-src 'self'",
				"require-trusted-types-for 'script'",
				'trusted-types svelte-trusted-html yizhan-worker'
			]) {
				expect(policy, path).toContain(directive);
			}
			expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
			expect(Object.fromEntries(headers)).toMatchObject({
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer',
				'cross-origin-opener-policy': 'same-origin',
				'cross-origin-resource-policy': 'same-origin',
				'permissions-policy': expect.stringContaining('camera=(self)') as string
			});
			expect(headers.get('access-control-allow-origin')).toBeNull();
			expect(headers.get('set-cookie')).toBeNull();
		}
	});

	test('a page of another origin opens no line', async () => {
		const socket = new WebSocket(`${address.replace('http', 'ws')}/sync`, {
			origin: 'http://elsewhere.example'
		});
		const status = await new Promise((resolve) => {
			socket.on('error', () => {});
			socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
			socket.on('open', () => resolve('open'));
		});
		expect(status).toBe(403);
	});

	test('a device is welcomed on a real socket and gets the directory with valid receipts', async () => {
		const line = await openLine();
		await expect.poll(() => line.heard.find(({ type }) => type === 'feed')).toBeDefined();
		const feed = line.heard.find((message) => message.type === 'feed');
		expect(feed?.lines).toHaveLength(8);
		expect(feed?.sheet && (await verifyReceipts(feed.sheet))).toHaveLength(8);
		line.close();
	});

	test('P52: a signed request is good while its line is open, for that path and body only', async () => {
		const line = await openLine();
		const path = '/api/stations';
		const good = await signed(line.ticket, admin, 'GET', path);
		expect(good.status).toBe(200);
		expect(await good.json()).toMatchObject({
			stations: [{ device: 'cli-532822', behind: 0, revoked: false }],
			figures: { byStage: {}, byUnit: {} }
		});
		expect((await signed(line.ticket, device, 'GET', path)).status).toBe(403);
		const signature = toBase64Url(
			await admin.sign(requestBytes(line.ticket, 'GET', '/api/other', toBase64Url(new Uint8Array(32))))
		);
		const headers = { authorization: `Yizhan ${line.ticket}.${admin.key}.${signature}` };
		expect((await call(path, { headers })).status).toBe(403);
		line.close();
		await expect.poll(async () => (await signed(line.ticket, admin, 'GET', path)).status).toBe(403);
	});

	test('of each block of numbers the admin hears how many cases bear one, and the highest', async () => {
		const numberOf = (block: number, serial: number) =>
			makeCaseNumber({
				...{ unit: '532822', date: '2026-11-23' },
				block,
				serial,
				random2: new Uint8Array(2)
			});
		const states = [numberOf(1, 4), numberOf(1, 31), numberOf(2, 1), null].map((number, i) => ({
			...{ doc: `case/${i}`, pos: 1, readers: [] },
			state: { stage: 'intake', holder: null, origin: '532822', number }
		}));
		storage.commit({ ...emptyCommit(), states });
		const line = await openLine();
		const answer = await signed(line.ticket, admin, 'GET', '/api/blocks');
		expect(await answer.json()).toEqual({
			blocks: [
				{ unit: '532822', block: 1, cases: 2, highest: 31 },
				{ unit: '532822', block: 2, cases: 1, highest: 1 }
			]
		});
		expect((await signed(line.ticket, device, 'GET', '/api/blocks')).status).toBe(403);
		line.close();
	});

	test('an admin gives a clerk a password, which then signs in', async () => {
		const signIn = (secret: string) =>
			call('/api/sign-in', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ account: 'admin', password: secret, device: 'cli-532822' })
			});
		expect(await (await signIn(password)).json()).toEqual({ clerk: 'admin' });
		const line = await openLine();
		const give = (secret: string, clerk = 'admin') => {
			const path = `/api/accounts/${clerk}/password`;
			return signed(line.ticket, admin, 'POST', path, JSON.stringify({ password: secret }));
		};
		expect(await (await give('short')).json()).toEqual({ code: 'weak-password' });
		expect(await (await give('long enough', 'nobody')).json()).toEqual({ code: 'unknown-clerk' });
		expect((await give('long enough')).status).toBe(204);
		expect(await (await signIn(password)).json()).toEqual({ code: 'wrong-password' });
		expect((await signIn('long enough')).status).toBe(200);
		line.close();
	});

	test('P57 a parcel needs a line that is open, and what is none is told so; its key is for this user only', async () => {
		const path = '/api/parcels';
		expect((await call(path, { method: 'POST', body: 'PK' })).status).toBe(401);
		expect((await signed('A'.repeat(22), device, 'POST', path, 'PK')).status).toBe(401);
		const line = await openLine();
		const stranger = await promptSigner(systemRandom.bytes(32));
		expect((await signed(line.ticket, stranger, 'POST', path, 'PK')).status).toBe(401);
		const refused = await signed(line.ticket, device, 'POST', path, 'PK\n');
		expect([refused.status, await refused.json()]).toEqual([422, { code: 'not-a-parcel' }]);
		expect((await stat(keyFile(dataDir, 'seal'))).mode & 0o777).toBe(0o600);
		const welcome = line.heard.find(({ type }) => type === 'welcome');
		expect(welcome).toMatchObject({ sealKey: expect.stringMatching(/\nage1[0-9a-z]+\n/) as string });
		line.close();
	});

	test.each(['/nowhere', '/sync'])(
		'a socket that is turned away from %s and breaks off harms nobody',
		async (path) => {
			const { hostname, port } = new URL(address);
			const socket = connect(Number(port), hostname);
			const asks = ['Host: county', 'Origin: http://elsewhere', 'Upgrade: websocket', 'Connection: Upgrade'];
			socket.write([`GET ${path} HTTP/1.1`, ...asks, '', ''].join('\r\n'));
			await once(socket, 'data');
			socket.resetAndDestroy();
			await once(socket, 'close');
			expect((await call('/healthz')).status).toBe(200);
		}
	);
});
