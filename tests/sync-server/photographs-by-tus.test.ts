import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Upload } from 'tus-js-client';
import { writeChange } from '../../src/lib/changes/change.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { systemRandom } from '../../src/lib/platform/real.ts';
import { requestBytes } from '../../src/lib/protocol/request.ts';
import { signingHttpStack } from '../support/signing-http-stack.ts';
import { servedCounty, type ServedCounty } from './served-county.ts';

let county: ServedCounty;
beforeAll(async () => void (county = await servedCounty()));
afterAll(() => county.close());

test('P70 P72 P74 a photograph comes by tus from a device on its line alone, and what does not hash so is not kept', async () => {
	const line = await county.openLine();
	const body = 'ciphertext';
	const hash = createHash('sha256').update(body).digest('base64url');
	const path = `/api/photographs/${hash}`;
	const tus = (method: string, at: string, headers: Record<string, string>, sent = '') =>
		county.signed(line.ticket, county.device, method, at, sent, {
			...{ 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' },
			...headers
		});
	const begin = (length: number) =>
		tus('POST', '/api/photographs', {
			'upload-length': `${length}`,
			'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`
		});
	const append = (offset: number, part: string) => tus('PATCH', path, { 'upload-offset': `${offset}` }, part);

	expect((await county.signed(line.ticket, county.device, 'GET', path)).status).toBe(404);
	expect((await tus('HEAD', path, {})).status).toBe(404);
	const begun = await begin(body.length);
	expect(begun.status).toBe(201);
	expect(begun.headers.get('location')).toBe(path);
	expect(begun.headers.get('upload-offset')).toBe('0');
	expect(Date.parse(begun.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
	expect((await append(0, 'cipher')).headers.get('upload-offset')).toBe('6');
	expect(await (await append(6, '????')).json()).toEqual({ code: 'wrong-hash' });
	await begin(body.length);
	expect((await append(0, 'cipher')).status).toBe(204);
	const head = await tus('HEAD', path, {});
	expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual(['6', '10']);
	expect((await county.signed(line.ticket, county.device, 'GET', path)).status).toBe(404);
	expect(await (await append(5, 'rtext')).json()).toEqual({ code: 'wrong-offset' });
	expect((await append(6, 'text')).headers.get('upload-offset')).toBe('10');
	expect(await (await county.signed(line.ticket, county.device, 'GET', path)).text()).toBe(body);
	expect(await readdir(join(county.dataDir, 'photographs'))).toEqual([hash]);
	const again = await begin(body.length);
	expect([again.status, again.headers.get('upload-offset')]).toEqual([200, '10']);

	expect((await fetch(county.address + path)).status).toBe(401);
	expect(
		(await fetch(county.address + path, { method: 'PATCH', headers: { 'tus-resumable': '1.0.0' } })).status
	).toBe(401);
	expect((await county.signed(line.ticket, county.device, 'POST', '/api/photographs')).status).toBe(412);
	expect(await (await begin(0)).json()).toEqual({ code: 'malformed' });
	expect(await (await begin(12 * 1024 * 1024 + 1)).json()).toEqual({ code: 'too-large' });
	const huge = await append(0, 'x'.repeat(12 * 1024 * 1024 + 1));
	expect([huge.status, await huge.json()]).toEqual([413, { code: 'too-large' }]);
	const said = (await fetch(`${county.address}/api/photographs`, { method: 'OPTIONS' })).headers;
	expect(said.get('tus-version')).toBe('1.0.0');
	expect(said.get('tus-extension')).toBe('creation,expiration');
	line.close();
});

test('P70 P71 P73 the tus client of others sends a photograph too, and goes on where it was cut off', async () => {
	const line = await county.openLine();
	const photograph = Buffer.alloc(300_000, 'tea ');
	const hash = createHash('sha256').update(photograph).digest('base64url');
	const seen: string[] = [];
	let left = 2;
	const wire: typeof fetch = async (input, init) => {
		const isPart = init?.method === 'PATCH';
		if (isPart && left-- === 0) throw new TypeError('the wire is cut');
		const answer = await fetch(input, init);
		seen.push(`${init?.method} ${answer.headers.get('upload-offset')}`);
		return answer;
	};
	const send = () =>
		new Promise<void>((resolve, reject) =>
			new Upload(photograph, {
				endpoint: `${county.address}/api/photographs`,
				metadata: { sha256: hash },
				chunkSize: 100_000,
				retryDelays: [0],
				storeFingerprintForResuming: false,
				httpStack: signingHttpStack(line.ticket, county.device, wire),
				onSuccess: () => resolve(),
				onError: reject
			}).start()
		);
	await send();
	const parts = ['PATCH 100000', 'PATCH 200000', 'HEAD 200000', 'PATCH 300000'];
	expect(seen).toEqual(['POST 0', ...parts]);
	expect(await readdir(join(county.dataDir, 'photographs'))).toContain(hash);
	// It looks only after its first part was refused; none of it was taken.
	seen.length = 0;
	await send();
	expect(seen).toEqual(['POST 300000', 'PATCH null', 'HEAD 300000']);
	line.close();
});

test('P71 of a part that is cut on the way nothing is kept, wherever it is cut', async () => {
	const line = await county.openLine();
	const photograph = Buffer.alloc(50_000, 'rice ');
	const hash = createHash('sha256').update(photograph).digest('base64url');
	const path = `/api/photographs/${hash}`;
	const begun = await county.signed(line.ticket, county.device, 'POST', '/api/photographs', '', {
		'tus-resumable': '1.0.0',
		'upload-length': '50000',
		'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`
	});
	expect(begun.status).toBe(201);
	const bytes = requestBytes(line.ticket, 'PATCH', path, hash);
	const signature = toBase64Url(await county.device.sign(bytes));
	const { hostname, port } = new URL(county.address);
	const head = [
		`PATCH ${path} HTTP/1.1`,
		'Host: county',
		`Authorization: Yizhan ${line.ticket}.${county.device.key}.${signature}`,
		'Tus-Resumable: 1.0.0',
		'Upload-Offset: 0',
		'Content-Type: application/offset+octet-stream',
		'Content-Length: 50000'
	];
	const file = join(county.dataDir, 'uploads', `${hash}.50000.cli-532822`);
	for (const cut of [0, 1, 25_000, 49_999, 50_000]) {
		const socket = connect(Number(port), hostname);
		socket.write(`${head.join('\r\n')}\r\n\r\n`);
		socket.write(photograph.subarray(0, cut));
		if (cut < 50_000) socket.end();
		await once(socket.resume(), cut < 50_000 ? 'close' : 'data');
		socket.destroy();
		if (cut < 50_000) expect((await stat(file)).size).toBe(0);
	}
	expect(await readFile(join(county.dataDir, 'photographs', hash))).toEqual(photograph);
	line.close();
});

test('P74 a device that runs in a circle is told to wait', async () => {
	const line = await county.openLine();
	const path = `/api/photographs/${'A'.repeat(43)}`;
	const headers = {
		'tus-resumable': '1.0.0',
		authorization: `Yizhan ${line.ticket}.${'A'.repeat(43)}.${'A'.repeat(86)}`
	};
	const ask = async () => {
		const answer = await fetch(county.address + path, { method: 'PATCH', headers });
		return { status: answer.status, said: (await answer.json()) as unknown };
	};
	expect(await ask()).toEqual({ status: 401, said: { code: 'not-allowed' } });
	for (let i = 0; i < 60; i++) await Promise.all(Array.from({ length: 100 }, ask));
	expect(await ask()).toEqual({ status: 429, said: { code: 'too-many-tries' } });
	line.close();
});

test('P74 a device that was revoked sends no photograph any more, also over the line that is still open', async () => {
	const line = await county.openLine();
	const path = `/api/photographs/${'B'.repeat(43)}`;
	const ask = () => county.signed(line.ticket, county.device, 'HEAD', path, '', { 'tus-resumable': '1.0.0' });
	await expect.poll(async () => (await ask()).status).toBe(404);
	const { seq, id } = county.storage.chainHead('cli-532822');
	const revoked = await writeChange(
		{
			...{ doc: 'directory/532822', device: 'cli-532822', seq: seq + 1, prev: id, seen: [] },
			...{ known: { epoch: 1, directory: 8, time: 0 }, at: Date.now() }
		},
		{ type: 'revokeDevice', device: 'cli-532822', reason: '遗失' },
		county.admin,
		systemRandom
	);
	line.send({ type: 'push', lines: [revoked.line] });
	await expect.poll(() => line.heard.some(({ type }) => type === 'revoked')).toBe(true);
	expect((await ask()).status).toBe(401);
	line.close();
});
