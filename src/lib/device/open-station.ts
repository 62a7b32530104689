import { Dexie, liveQuery } from 'dexie';
import type { Calendar } from '../domain/calendar.ts';
import type { Clock, KeyHold, Locks, Random, Stretch } from '../platform/seams.ts';
import type { SyncStore } from '../sync/sync-store.ts';
import { authoring, type AuthorOfKind } from './author.ts';
import { bundleReads } from './bundle-reads.ts';
import { takeNumber } from './case-numbers.ts';
import { caseReads } from './case-reads.ts';
import { recordProof } from './checkpoints.ts';
import { clerksHand } from './clerks-hand.ts';
import { Database } from './database.ts';
import { drafts } from './drafts.ts';
import { enrolling } from './enrol.ts';
import type { Enrolment } from './enrolment.ts';
import { firstSight } from './first-sight.ts';
import { forkedWork } from './forked-work.ts';
import { identities } from './identity.ts';
import { parcels } from './parcels.ts';
import { photographs, type PhotographStore } from './photographs.ts';
import { personReads } from './people.ts';
import { PROJECTED, PROJECTION_TABLES, rebuildProjections } from './projections.ts';
import { setting } from './settings.ts';
import type { OnTheRoad, Station } from './station.ts';
import { syncDisk } from './sync-disk.ts';
import { Vault } from './vault.ts';
import { catchUp } from './while-locked.ts';

/** The world around a station. */
export type StationSetting = {
	/** The database's name. */
	name: string;
	clock: Clock;
	random: Random;
	locks: Locks;
	/** Where open keys are found again after a reload. */
	hold: KeyHold;
	/** From a clerk's password to the key of the slot (`platform/password.ts`). */
	stretch: Stretch;
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
export interface OpenStation extends Station, AuthorOfKind, Enrolment, SyncStore, PhotographStore {
	/** Makes every projection anew from changes and receipts. */
	rebuildProjections(): Promise<void>;
	close(): void;
}

/** Opens the device's disk, made when there is none. Rejects where the browser gives no IndexedDB. */
export async function openStation(world: StationSetting): Promise<OpenStation> {
	const { clock, random, calendar } = world;
	/** Lists are made from the record: one that the disk spoiled is made anew, once while the app is open. */
	let isMended = false;
	const spoiled = (table: string) => {
		if (isMended || !PROJECTION_TABLES.includes(table)) return;
		isMended = true;
		void Dexie.ignoreTransaction(() => rebuildProjections(db, calendar));
	};
	const db = new Database(world.name, new Vault(random), spoiled, world.indexedDB);
	const wakes = new Set<() => void>();
	const wake = () => {
		for (const one of wakes) one();
	};
	/** Questions that are followed: what they may read changes with who is here. */
	const followed = new Set<() => void>();
	const prepare = async () => {
		if (db.vault.isLocked) return;
		if ((await setting(db, 'projected')) !== PROJECTED) await rebuildProjections(db, calendar);
		await catchUp(db, clock, calendar);
	};
	const hand = clerksHand({
		...world,
		db,
		opened: prepare,
		changed() {
			for (const ask of followed) ask();
			wake();
		}
	});
	await db.open();
	await hand.recall();
	await prepare();
	db.on('versionchange', world.gone);
	db.on('close', world.gone);
	const identity = identities(db, hand.signerOf);
	const { deviceSigner, clerkSigner } = identity;
	const { roadOnDisk, ...cases } = caseReads(db, world.storageEstimate);
	const bundles = bundleReads(db);
	return {
		clock,
		random,
		...identity,
		...hand.station,
		...enrolling({ db, clock, random, calendar, wake }),
		...authoring({ ...world, db, clerkSigner, wake }),
		...bundles,
		...cases,
		firstSight: () => firstSight(db, { ...identity, ...cases, ...bundles, roadOnDisk }),
		...personReads(db),
		...drafts(db),
		...photographs({ ...world, db }),
		...parcels(db, clock),
		...syncDisk({
			...world,
			db,
			deviceSigner,
			keepVaultForCounty: hand.keepVaultForCounty,
			destroyKeys: hand.destroyKeys,
			wakes
		}),
		forkedWork: () => forkedWork(db),
		recordProof: () => recordProof(db),
		takeNumber: () => takeNumber(db, clock, random),
		rebuildProjections: () => rebuildProjections(db, calendar),
		watch(query, take) {
			let following = follow();
			const ask = () => {
				following.unsubscribe();
				following = follow();
			};
			followed.add(ask);
			// Dexie follows awaits only out of a function that is `async` itself.
			function follow() {
				return liveQuery(async () => query()).subscribe({
					next: take,
					error: (reason: unknown) =>
						queueMicrotask(() => {
							throw reason;
						})
				});
			}
			return () => {
				followed.delete(ask);
				following.unsubscribe();
			};
		},
		close: () => db.close()
	};
}
