import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readBundles, readItems, releaseIn } from '../../documents/catalogue/document.ts';
import type { KnownVersions } from '../../documents/catalogue/row-versions.ts';
import { verifyCatalogue, type CatalogueFault } from '../../documents/catalogue/verify-catalogue.ts';
import type { Reach } from '../../platform/seams.ts';
import type { CatalogueStore } from './catalogue-store.ts';
import { verifyRelease, type ReleaseFault } from './verify-release.ts';

export type RoomEnd = 'closed' | 'room-gone' | 'release-missing' | ReleaseFault | CatalogueFault;

/** y-websocket tries again by itself, at most this far apart: as the line does. */
const MAX_BACKOFF_MS = 60_000;

/**
 * Follows the county's releases until the room ends, `signal` says stop or something does not verify. What
 * the room sends goes into a staging document; the shown one gets it when it is proven to be a release.
 */
export function followRoom(place: {
	rooms: string;
	lineage: string;
	shown: Y.Doc;
	store: CatalogueStore;
	adminKeys: () => Promise<ReadonlySet<string> | null>;
	reach: Reach;
	signal: AbortSignal;
}): Promise<RoomEnd> {
	const { rooms, lineage, shown, store, adminKeys, reach, signal } = place;
	const staging = new Y.Doc();
	Y.applyUpdate(staging, Y.encodeStateAsUpdate(shown));
	const known: KnownVersions = new WeakMap();

	/** Null when all is well, also when staging has moved on meanwhile and will be looked at again. */
	async function takeRelease(): Promise<RoomEnd | null> {
		const release = releaseIn(staging, known);
		if (!release) return 'release-missing';
		const before = await store.release();
		const read = await verifyRelease(release, before, await adminKeys());
		if (!read.ok) return read.fault;
		if (releaseIn(staging, known)?.text !== release.text) return null;
		const fault = verifyCatalogue(staging, read.record, known);
		if (fault) return fault;
		const update = Y.encodeStateAsUpdate(staging, Y.encodeStateVector(shown));
		if (before?.text !== release.text) {
			await store.show(release, { items: readItems(staging), bundles: readBundles(staging) });
		}
		Y.applyUpdate(shown, update);
		return null;
	}

	return new Promise((resolve, reject) => {
		let work: Promise<unknown> = Promise.resolve();
		const provider = new WebsocketProvider(rooms, lineage, staging, {
			disableBc: true,
			connect: !reach.isCut(),
			maxBackoffTime: MAX_BACKOFF_MS
		});
		// A village may be cut off for weeks, and every try costs its battery.
		const stopWatching = reach.watch(() => (reach.isCut() ? provider.disconnect() : provider.connect()));
		const leave = () => {
			stopWatching();
			signal.removeEventListener('abort', stop);
			provider.destroy();
			staging.destroy();
		};
		const end = (reason: RoomEnd) => {
			leave();
			resolve(reason);
		};
		const stop = () => end('closed');
		staging.on('update', () => {
			work = work
				.then(takeRelease)
				.then((fault) => fault && end(fault))
				.catch((error: Error) => {
					leave();
					reject(error);
				});
		});
		provider.on('closed', () => end('room-gone'));
		signal.addEventListener('abort', stop);
		if (signal.aborted) stop();
	});
}
