import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as Y from 'yjs';
import { guideFileTypes, type GuideFileKind } from '../../src/lib/domain/catalogue.ts';
import { hashInPath } from '../../src/lib/domain/guide-files.ts';
import type { Timers } from '../../src/lib/platform/seams.ts';
import {
	bundlesFolder,
	DOCUMENT_FILE,
	filesFolder,
	itemsFolder,
	newestNumber,
	newestRelease,
	readReleaseFolder,
	RELEASE_FILE,
	SNAPSHOT_BROTLI_FILE,
	SNAPSHOT_FILE,
	type ReleaseFolder
} from './release-folder.ts';
import { openRoom, turnAway, type Room } from './room.ts';

export type CatalogueDoor = {
	/** Number of the release that is served; 0 for none. */
	release(): number;
	/** Takes a WebSocket upgrade of `/catalogue-room/<lineage>`; false when the path is another's. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** Looks for a release published by another process; also done every two seconds. */
	refresh(): Promise<void>;
	close(): void;
};

const LOOK_EVERY_MS = 2000;
const ROOM_PATH = '/catalogue-room/';
const HASH = /^[A-Za-z0-9_-]{43}$/;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves the catalogue: the signed release, its snapshot, every version ever published, and the room for
 * deltas. `onRelease` hears of each release that comes out while it runs.
 */
export async function mountCatalogue(
	app: FastifyInstance,
	place: { dataDir: string; timers: Timers; onRelease: (number: number) => void | Promise<void> }
): Promise<CatalogueDoor> {
	const { dataDir, timers, onRelease } = place;
	let shown: ReleaseFolder | null = null;
	let room: Room | null = null;
	let looking: Promise<void> | null = null;
	let stopTimer = () => {};
	/** Snapshot hash → folder, for this release and the one before, which someone may still be fetching. */
	let snapshots = new Map<string, string>();

	async function look(): Promise<void> {
		if ((await newestNumber(dataDir)) === (shown?.record.number ?? 0)) return;
		const next = await newestRelease(dataDir);
		if (!next) return;
		const document = await readFile(join(next.path, DOCUMENT_FILE));
		const before = shown ?? (await releaseBefore(next));
		snapshots = new Map([before, next].filter((r) => r !== null).map((r) => [r.record.snapshot, r.path]));
		shown = next;
		if (room?.lineage === next.record.lineage) Y.applyUpdate(room.doc, document);
		else {
			room?.close();
			room = openRoom(next.record.lineage, document);
		}
		await onRelease(next.record.number);
	}

	async function releaseBefore(release: ReleaseFolder): Promise<ReleaseFolder | null> {
		return release.record.number > 1 ? readReleaseFolder(dataDir, release.record.number - 1) : null;
	}

	function refresh(): Promise<void> {
		looking ??= look().finally(() => (looking = null));
		return looking;
	}

	function lookAgainLater(): void {
		stopTimer = timers.after(LOOK_EVERY_MS, () => {
			refresh()
				.catch((error: unknown) => app.log.error(error, 'the new release cannot be read'))
				.finally(lookAgainLater);
		});
	}

	app.get('/catalogue/release', async (request, reply) => {
		if (!shown) return reply.code(404).send({ code: 'no-release' });
		const tag = `"${shown.signed.signature}"`;
		void reply.headers({ 'cache-control': 'no-cache', etag: tag });
		if (request.headers['if-none-match'] === tag) return reply.code(304).send();
		return reply.type('application/json; charset=utf-8').send(await readFile(join(shown.path, RELEASE_FILE)));
	});

	app.get<{ Params: { sha256: string } }>('/catalogue/snapshot/:sha256', async (request, reply) => {
		const folder = snapshots.get(request.params.sha256);
		if (folder === undefined) return reply.code(404).send({ code: 'unknown-snapshot' });
		const brotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
		if (brotli) void reply.header('content-encoding', 'br');
		return reply
			.headers({ 'cache-control': FOR_EVER, vary: 'accept-encoding' })
			.type('application/octet-stream')
			.send(await readFile(join(folder, brotli ? SNAPSHOT_BROTLI_FILE : SNAPSHOT_FILE)));
	});

	for (const [table, folder] of [
		['items', itemsFolder(dataDir)],
		['bundles', bundlesFolder(dataDir)]
	] as const) {
		app.get<{ Params: { hash: string } }>(`/catalogue/${table}/:hash`, async (request, reply) => {
			const { hash } = request.params;
			const file = HASH.test(hash) ? join(folder, `${hash}.json`) : null;
			const row = file && (await readFile(file).catch(() => null));
			if (!row) return reply.code(404).send({ code: 'unknown-version' });
			return reply.header('cache-control', FOR_EVER).type('application/json; charset=utf-8').send(row);
		});
	}

	app.get<{ Params: { name: string } }>('/catalogue/files/:name', async (request, reply) => {
		const { name } = request.params;
		const isOne = hashInPath(`/catalogue/files/${name}`) !== null;
		const content = isOne && (await readFile(join(filesFolder(dataDir), name)).catch(() => null));
		if (!content) return reply.code(404).send({ code: 'unknown-file' });
		const kind = name.slice(-3) as GuideFileKind;
		return reply.header('cache-control', FOR_EVER).type(guideFileTypes[kind]).send(content);
	});

	await refresh();
	lookAgainLater();

	return {
		release: () => shown?.record.number ?? 0,
		upgrade(request, socket, head) {
			const [path = ''] = (request.url ?? '').split('?');
			if (!path.startsWith(ROOM_PATH)) return false;
			if (room && path === ROOM_PATH + room.lineage) room.enter(request, socket, head);
			else turnAway(request, socket, head);
			return true;
		},
		refresh,
		close() {
			stopTimer();
			room?.close();
		}
	};
}
