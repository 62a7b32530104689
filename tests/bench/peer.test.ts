import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { freePort } from '../support/free-port.ts';
import { peer, type Handle } from './peer.ts';

vi.setConfig({ testTimeout: 120_000 });

const newWire = () => ({ up: 0, down: 0, sockets: 0 });
const synced = (handle: Handle) =>
	vi.waitFor(() => expect(handle.synced).toBe(true), { timeout: 60_000, interval: 5 });

let folder: string;
let port: number;
let server: ChildProcess;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'yizhan-peer-'));
	port = await freePort();
	server = await peer.start(port, folder);
});
afterEach(() => {
	server.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

test('what the county told a device that it has is there after SIGKILL, for a device that is new', async () => {
	const doc = new Y.Doc();
	doc.getMap('form').set('name', '岩罕');
	const session = peer.session(port, newWire());
	const handle = session.open('case-0', doc);
	await synced(handle);
	doc.getMap('log').set('step0', { type: 'accept', at: 1 });
	expect(handle.acked).toBe(false);
	await vi.waitFor(() => expect(handle.acked).toBe(true), { timeout: 60_000, interval: 5 });
	server.kill('SIGKILL');
	session.close();

	server = await peer.start(port, folder);
	const fresh = new Y.Doc();
	const reader = peer.session(port, newWire());
	await synced(reader.open('case-0', fresh));
	expect(fresh.getMap('form').toJSON()).toEqual({ name: '岩罕' });
	expect(fresh.getMap('log').toJSON()).toEqual({ step0: { type: 'accept', at: 1 } });
	reader.close();
});

test('a device that comes back brings what was written without a line, and gets what others wrote, on one socket', async () => {
	const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
	mine.getMap('log').set('a', 1);
	let session = peer.session(port, newWire());
	await synced(session.open('case-0', mine));
	session.close();
	mine.getMap('log').set('here', 2);

	const other = peer.session(port, newWire());
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
	theirs.getMap('log').delete('here');
	await synced(other.open('case-0', theirs));
	theirs.getMap('log').set('there', 3);

	const wire = newWire();
	session = peer.session(port, wire);
	session.open('case-0', mine);
	for (const doc of [mine, theirs]) {
		await vi.waitFor(() => expect(doc.getMap('log').toJSON()).toMatchObject({ a: 1, here: 2, there: 3 }), {
			timeout: 60_000
		});
	}
	expect(wire).toMatchObject({ sockets: 1, down: expect.any(Number) as number });
	expect(wire.up).toBeGreaterThan(500);
	session.close();
	other.close();
});

test('what the county writes into the catalogue is published, and reaches a station verified', async () => {
	const [county, station] = [new Y.Doc(), new Y.Doc()];
	const publisher = peer.session(port, newWire());
	const publishing = publisher.open('catalogue', county);
	await synced(publishing);
	const wire = newWire();
	const reader = peer.session(port, wire);
	reader.open('catalogue', station);
	const item = (version: number) => ({ code: '5328220', name: '事项名称', version, guide: '说明' });
	for (const version of [1, 2]) {
		county.getMap('items').set('i0', item(version));
		await vi.waitFor(() => expect(station.getMap('items').toJSON()).toEqual({ i0: item(version) }), {
			timeout: 60_000
		});
	}
	expect(publishing.acked).toBe(true);
	expect(wire.down).toBeGreaterThan(500);
	publisher.close();
	reader.close();
});
