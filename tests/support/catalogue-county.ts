import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import * as Y from 'yjs';
import type { FileBytes } from '../../sync-server/catalogue/gather-files.ts';
import { mountCatalogue } from '../../sync-server/catalogue/mount-catalogue.ts';
import { publishRelease, type Published } from '../../sync-server/catalogue/publish-release.ts';
import { DOCUMENT_FILE, readReleaseFolder } from '../../sync-server/catalogue/release-folder.ts';
import type { CatalogueContent } from '../../src/lib/domain/catalogue.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import { virtualTime } from './virtual-time.ts';

export const admin: Signer = signerOf(await keyPairFromSeed(new Uint8Array(32).fill(1)));
export const stranger: Signer = signerOf(await keyPairFromSeed(new Uint8Array(32).fill(2)));

/** A county that serves its catalogue over real sockets, with a folder of its own. */
export async function catalogueCounty() {
	const dataDir = await mkdtemp(join(tmpdir(), 'yizhan-catalogue-'));
	const time = virtualTime(Date.UTC(2026, 10, 22));
	const announced: number[] = [];
	const app = Fastify();
	const door = await mountCatalogue(app, {
		dataDir,
		timers: time,
		onRelease: (number) => void announced.push(number)
	});
	app.server.on('upgrade', (request, socket, head) => {
		if (!door.upgrade(request, socket, head)) socket.destroy();
	});
	await app.listen({ port: 0, host: '127.0.0.1' });
	const { port } = app.server.address() as AddressInfo;

	return {
		dataDir,
		door,
		time,
		announced,
		origin: `http://127.0.0.1:${port}`,
		/** Writes the release to the disk as the command line would; the server sees it at `door.refresh()`. */
		publish: (
			content: CatalogueContent,
			options: { signer?: Signer; newLineage?: boolean; files?: FileBytes } = {}
		): Promise<Published> => {
			const { signer = admin, newLineage = false, files = new Map() } = options;
			return publishRelease({ dataDir, content, files, signer, clock: time, newLineage });
		},
		/** Alters the document that the room will send for a release, behind the back of the record. */
		async tamper(number: number, alter: (doc: Y.Doc) => void): Promise<void> {
			const file = join((await readReleaseFolder(dataDir, number)).path, DOCUMENT_FILE);
			const doc = new Y.Doc();
			Y.applyUpdate(doc, await readFile(file));
			alter(doc);
			await writeFile(file, Y.encodeStateAsUpdate(doc));
		},
		async close(): Promise<void> {
			door.close();
			await app.close();
			await rm(dataDir, { recursive: true });
		}
	};
}

export type CatalogueCounty = Awaited<ReturnType<typeof catalogueCounty>>;
