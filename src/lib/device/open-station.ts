import { liveQuery } from 'dexie';
import type { Calendar } from '../domain/calendar.ts';
import type { Clock, Locks, Random } from '../platform/seams.ts';
import type { SyncStore } from '../sync/sync-store.ts';
import { authoring } from './author.ts';
import { bundleReads } from './bundle-reads.ts';
import { takeNumber } from './case-numbers.ts';
import { caseReads } from './case-reads.ts';
import { Database } from './database.ts';
import { drafts } from './drafts.ts';
import { enrolling } from './enrol.ts';
import type { Enrolment } from './enrolment.ts';
import { forkedWork } from './forked-work.ts';
import { identities } from './identity.ts';
import { photographs, type PhotographStore } from './photographs.ts';
import { personReads, saltPeople } from './people.ts';
import { PROJECTED, rebuildProjections } from './projections.ts';
import { setting } from './settings.ts';
import type { OnTheRoad, Station } from './station.ts';
import { syncDisk } from './sync-disk.ts';

/** The world around a station. */
export type StationSetting = {
	/** The database's name. */
	name: string;
	clock: Clock;
	random: Random;
	locks: Locks;
	calendar: Calendar;
	/** Ciphertext of a photograph that is not on this disk; null when it is not to be had now. */
	fetchPhotograph: (hash: string) => Promise<Uint8Array<ArrayBuffer> | null>;
	/** How much this device may store; null where it does not say (`platform/storage.ts`). */
	storageEstimate: () => Promise<OnTheRoad['storage']>;
	/** Version of the app, as the build names it. */
	app: string;
	/** Number of the catalogue release that is shown here; 0 for none. */
	release: () => Promise<number>;
	/** The disk was cleared, or is another version's now: what the screens show of it is no longer true. */
	gone: () => void;
	/** IndexedDB other than the browser's own, for tests. */
	indexedDB?: { factory: IDBFactory; keyRange: typeof IDBKeyRange };
};

/** A device's whole store: what screens and commands see, and what line, door and uploader need of it. */
export interface OpenStation extends Station, Enrolment, SyncStore, PhotographStore {
	/** Makes every projection anew from changes and receipts. */
	rebuildProjections(): Promise<void>;
	close(): void;
}

/** Opens the device's disk, made when there is none. Rejects where the browser gives no IndexedDB. */
export async function openStation(world: StationSetting): Promise<OpenStation> {
	const { clock, random, calendar } = world;
	const db = new Database(world.name, world.indexedDB);
	await db.open();
	await saltPeople(db, random);
	if ((await setting(db, 'projected')) !== PROJECTED) await rebuildProjections(db, calendar);
	db.on('versionchange', world.gone);
	db.on('close', world.gone);
	const wakes = new Set<() => void>();
	const identity = identities(db, random);
	const { deviceSigner, clerkSigner } = identity;
	const wake = () => {
		for (const one of wakes) one();
	};
	return {
		clock,
		random,
		...identity,
		...enrolling({ db, clock, random, calendar, wake }),
		...authoring({ ...world, db, clerkSigner, wake }),
		...bundleReads(db),
		...caseReads(db, world.storageEstimate),
		...personReads(db),
		...drafts(db),
		...photographs({ ...world, db }),
		...syncDisk({ ...world, db, deviceSigner, wakes }),
		forkedWork: () => forkedWork(db),
		takeNumber: () => takeNumber(db, clock, random),
		rebuildProjections: () => rebuildProjections(db, calendar),
		watch(query, take) {
			// Dexie follows awaits only out of a function that is `async` itself.
			const following = liveQuery(async () => query()).subscribe({
				next: take,
				error: (reason: unknown) =>
					queueMicrotask(() => {
						throw reason;
					})
			});
			return () => following.unsubscribe();
		},
		close: () => db.close()
	};
}
