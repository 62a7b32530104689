import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { WebSocket } from 'ws';
import { writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { readRelease } from '../../src/lib/documents/catalogue/release.ts';
import type { CatalogueContent, SignedRelease } from '../../src/lib/domain/catalogue.ts';
import { keyPairFromSeed, signerOf } from '../../src/lib/platform/ed25519.ts';
import { systemClock, systemRandom } from '../../src/lib/platform/real.ts';
import { publishRelease } from '../../sync-server/catalogue/publish-release.ts';
import {
	newestRelease,
	SNAPSHOT_BROTLI_FILE,
	SNAPSHOT_FILE
} from '../../sync-server/catalogue/release-folder.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { contentOf } from '../support/catalogue-content.ts';
import type { CatalogueReady } from './catalogue-process.ts';
import { between, startProcess } from './served-process.ts';

const ITEMS = 1500;
const CHANGED = 50;
/** About what the peers' items have: 9.4 MB in all. */
const GUIDE = '办理条件与申请材料说明'.repeat(180);

const admin = signerOf(await keyPairFromSeed(systemRandom.bytes(32)));

async function inFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
	try {
		return await work(dataDir);
	} finally {
		rmSync(dataDir, { recursive: true });
	}
}

const publish = (dataDir: string, content: CatalogueContent) =>
	publishRelease({
		dataDir,
		content,
		files: new Map(),
		signer: admin,
		clock: systemClock,
		newLineage: false
	});

/** What a new device fetches of the demo county's catalogue. */
export function realCatalogue() {
	return inFolder(async (dataDir) => {
		const content = demoContent();
		const began = performance.now();
		await publish(dataDir, content);
		const publishMs = Math.round(performance.now() - began);
		const path = (await newestRelease(dataDir))?.path ?? '';
		const kB = (file: string) => Math.round(statSync(join(path, file)).size / 1000);
		const items = content.implementations.length;
		return {
			scenario: 'snapshot',
			peer: 'yizhan',
			items,
			kB: kB(SNAPSHOT_FILE),
			brotliKB: kB(SNAPSHOT_BROTLI_FILE),
			publishMs
		};
	});
}

/**
 * New devices fetch a catalogue of 1,500 items and follow its room; then 50 items change for all of them.
 * They keep no document of their own, so that the load stays with the server.
 */
export function manyDevices(stations: number) {
	return inFolder(async (dataDir) => {
		await publish(dataDir, bulky([]));
		const server = await startProcess<CatalogueReady>('./catalogue-process.ts', [dataDir]);
		try {
			const origin = `http://127.0.0.1:${server.ready.port}`;
			const beforeJoin = await server.used();
			let began = performance.now();
			const devices = await Promise.all(Array.from({ length: stations }, () => joinRoom(origin)));
			const joinMs = Math.round(performance.now() - began);
			const join = between(beforeJoin, await server.used());
			const beforePush = await server.used();
			await publish(dataDir, bulky(Array.from({ length: CHANGED }, (_, i) => `MZ-${i + 1}`)));
			began = performance.now();
			await Promise.all(devices.map((device) => device.nextRelease));
			const pushMs = Math.round(performance.now() - began);
			const push = between(beforePush, await server.used());
			for (const device of devices) device.close();
			return {
				scenario: 'catalogue',
				peer: 'yizhan',
				stations,
				joinMs,
				joinMB: Number((join.bytes / 1e6).toFixed(2)),
				joinServerCpuMs: join.cpuMs,
				/** Up to two seconds of it until the server looks for the release that another process published. */
				pushMs,
				pushMB: Number((push.bytes / 1e6).toFixed(2)),
				pushServerCpuMs: push.cpuMs
			};
		} finally {
			server.stop();
		}
	});
}

function bulky(revised: string[]): CatalogueContent {
	const { implementations, ...tables } = contentOf(ITEMS, revised);
	return {
		...tables,
		implementations: implementations.map((row) => ({ ...row, note: `${row.code}：${GUIDE}` }))
	};
}

async function joinRoom(origin: string) {
	const signed = (await (await fetch(`${origin}/catalogue/release`)).json()) as SignedRelease;
	const record = readRelease(signed.text);
	if (!record) throw new Error('no release');
	// As browsers do over HTTPS; Node's fetch by itself does not ask for brotli.
	const headers = { 'accept-encoding': 'br' };
	const answer = await fetch(`${origin}/catalogue/snapshot/${record.snapshot}`, { headers });
	const snapshot = await answer.arrayBuffer();
	const doc = new Y.Doc();
	Y.applyUpdate(doc, new Uint8Array(snapshot));
	const step1 = createEncoder();
	writeVarUint(step1, 0);
	writeSyncStep1(step1, doc);
	doc.destroy();

	const socket = new WebSocket(`${origin.replace('http', 'ws')}/catalogue-room/${record.lineage}`);
	let frames = 0;
	let synced = () => {};
	let released = () => {};
	const isSynced = new Promise<void>((resolve) => (synced = resolve));
	const nextRelease = new Promise<void>((resolve) => (released = resolve));
	socket.on('message', () => (++frames === 1 ? synced() : released()));
	socket.on('open', () => socket.send(toUint8Array(step1)));
	await isSynced;
	return { nextRelease, close: () => socket.terminate() };
}
