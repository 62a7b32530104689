import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { releaseIn, tablesOf } from '../../../src/lib/documents/catalogue/document.ts';
import { readRelease } from '../../../src/lib/documents/catalogue/release.ts';
import { verifyCatalogue } from '../../../src/lib/documents/catalogue/verify-catalogue.ts';
import type { CatalogueItem, SignedRelease } from '../../../src/lib/domain/catalogue.ts';
import { catalogueCounty, type CatalogueCounty } from '../../support/catalogue-county.ts';
import { contentOf } from '../../support/catalogue-content.ts';

let county: CatalogueCounty;
const open: (() => void)[] = [];
beforeEach(async () => {
	county = await catalogueCounty();
});
afterEach(async () => {
	for (const close of open.splice(0)) close();
	await county.close();
});

async function get(path: string): Promise<Response> {
	return fetch(county.origin + path, { headers: { 'accept-encoding': 'identity' } });
}

async function released() {
	const signed = (await (await get('/catalogue/release')).json()) as SignedRelease;
	const record = readRelease(signed.text);
	if (!record) throw new Error('no release');
	return record;
}

function follow(doc: Y.Doc, lineage: string): WebsocketProvider {
	const rooms = `${county.origin.replace('http', 'ws')}/catalogue-room`;
	const provider = new WebsocketProvider(rooms, lineage, doc, { disableBc: true });
	open.push(() => provider.destroy());
	return provider;
}

function synced(provider: WebsocketProvider): Promise<void> {
	return new Promise((resolve) => provider.on('sync', (done) => done && resolve()));
}

test('before the first release there is nothing, and it is said so', async () => {
	const response = await get('/catalogue/release');
	expect([response.status, await response.json()]).toEqual([404, { code: 'no-release' }]);
	expect(county.door.release()).toBe(0);
});

test('a device that has the release already is told so in a few bytes', async () => {
	await county.publish(contentOf(3));
	await county.door.refresh();
	const tag = (await get('/catalogue/release')).headers.get('etag') ?? '';
	const again = await fetch(`${county.origin}/catalogue/release`, { headers: { 'if-none-match': tag } });
	expect([again.status, await again.text()]).toEqual([304, '']);
});

test('C4 the snapshot has the hash that the release names, holds its rows, and stays as it is', async () => {
	await county.publish(contentOf(30));
	await county.door.refresh();
	const record = await released();
	const response = await get(`/catalogue/snapshot/${record.snapshot}`);
	const bytes = new Uint8Array(await response.arrayBuffer());
	expect(createHash('sha256').update(bytes).digest('base64url')).toBe(record.snapshot);
	expect(response.headers.get('cache-control')).toContain('immutable');
	const doc = new Y.Doc();
	Y.applyUpdate(doc, bytes);
	expect(verifyCatalogue(doc, record)).toBeNull();
	expect(releaseIn(doc)).toBeNull();

	const raw = await new Promise<Buffer>((resolve) => {
		const headers = { 'accept-encoding': 'gzip, br' };
		request(`${county.origin}/catalogue/snapshot/${record.snapshot}`, { headers }, (answer) => {
			expect(answer.headers['content-encoding']).toBe('br');
			void answer.toArray().then((parts) => resolve(Buffer.concat(parts as Buffer[])));
		}).end();
	});
	expect(raw.length).toBeLessThan(bytes.length / 5);
	expect(new Uint8Array(brotliDecompressSync(raw))).toEqual(bytes);

	// The one before the current one can still be fetched by whoever is at it.
	await county.publish(contentOf(30, ['MZ-1']));
	await county.door.refresh();
	expect((await get(`/catalogue/snapshot/${record.snapshot}`)).status).toBe(200);
	await county.publish(contentOf(30, ['MZ-2']));
	await county.door.refresh();
	expect((await get(`/catalogue/snapshot/${record.snapshot}`)).status).toBe(404);
});

test('C3 every version ever published is served', async () => {
	await county.publish(contentOf(3));
	await county.door.refresh();
	const first = (await released()).items['MZ-1'] ?? '';
	await county.publish(contentOf(2, ['MZ-1']));
	await county.door.refresh();
	const item = (await (await get(`/catalogue/items/${first}`)).json()) as CatalogueItem;
	expect([item.version, item.basic.code, item.implementation.promised]).toEqual([first, 'MZ-1', null]);
	expect((await get(`/catalogue/items/${'A'.repeat(43)}`)).status).toBe(404);
	expect((await get('/catalogue/items/..%2F..%2Freleases%2F1%2Frelease')).status).toBe(404);
});

test('C5 a release that another process published reaches an open room as one small update', async () => {
	await county.publish(contentOf(300));
	await county.door.refresh();
	const doc = new Y.Doc();
	const { lineage } = await released();
	await synced(follow(doc, lineage));
	const update = new Promise<Uint8Array>((resolve) => doc.once('update', resolve));
	await county.publish(contentOf(300, ['MZ-1', 'MZ-2', 'MZ-3']));
	// Nobody tells the server: it looks every two seconds.
	county.time.advance(2000);
	expect((await update).length).toBeLessThan(6000);
	expect(verifyCatalogue(doc, await released())).toBeNull();
	expect(releaseIn(doc)).toEqual(await (await get('/catalogue/release')).json());
	expect(county.announced).toEqual([1, 2]);
});

test('C6 what a device writes into the room is passed over, and its line stays', async () => {
	await county.publish(contentOf(3));
	await county.door.refresh();
	const { lineage } = await released();
	const intruder = new Y.Doc();
	const provider = follow(intruder, lineage);
	await synced(provider);
	tablesOf(intruder).current.set('MZ-1', 'A'.repeat(43));
	provider.ws?.send(new Uint8Array([0, 0, 255, 255, 255]));
	provider.ws?.send(new Uint8Array([9, 9]));
	// The next release still arrives on the same line, and the county's record is untouched.
	const update = new Promise((resolve) => intruder.once('update', resolve));
	await county.publish(contentOf(3, ['MZ-2']));
	await county.door.refresh();
	await update;
	expect(provider.wsconnected).toBe(true);
	const visitor = new Y.Doc();
	await synced(follow(visitor, lineage));
	expect(verifyCatalogue(visitor, await released())).toBeNull();
});

test('C6 an overlong frame ends that line; another lineage is told for good that the room is gone', async () => {
	await county.publish(contentOf(3));
	await county.door.refresh();
	const rooms = `${county.origin.replace('http', 'ws')}/catalogue-room`;
	const loud = new WebSocket(`${rooms}/${(await released()).lineage}`);
	await once(loud, 'open');
	loud.send(new Uint8Array(65 * 1024));
	expect((await once(loud, 'close'))[0]).toBe(1009);
	const lost = new WebSocket(`${rooms}/another-lineage`);
	expect((await once(lost, 'close'))[0]).toBe(4404);
});

test('whoever is turned away from a room may send what it likes: the server stays', async () => {
	const { hostname, port } = new URL(county.origin);
	const socket = connect(Number(port), hostname);
	open.push(() => socket.destroy());
	const key = Buffer.alloc(16).toString('base64');
	const asks = ['Host: county', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
	socket.write(
		['GET /catalogue-room/none HTTP/1.1', ...asks, `Sec-WebSocket-Key: ${key}`, '', ''].join('\r\n')
	);
	await once(socket, 'data');
	socket.write(Buffer.alloc(8, 0xff));
	await once(socket, 'close');
	expect((await get('/catalogue/release')).status).toBe(404);
});
