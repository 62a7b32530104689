import type { Calendar } from '../domain/calendar.ts';
import type { Clock, Locks, Random } from '../platform/seams.ts';
import type { Enrolment } from './enrolment.ts';
import type { PhotographStore } from './photographs.ts';
import type { Station } from './station.ts';
import type { SyncDisk } from './sync-disk.ts';

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
	storageEstimate: () => Promise<{ used: number; quota: number; persisted: boolean } | null>;
	/** IndexedDB other than the browser's own, for tests. */
	indexedDB?: { factory: IDBFactory; keyRange: typeof IDBKeyRange };
};

/** A device's whole store: what screens and commands see, and what line, door and uploader need of it. */
export interface OpenStation extends Station, Enrolment, SyncDisk, PhotographStore {
	/** Makes every projection anew from changes and receipts. */
	rebuildProjections(): Promise<void>;
	close(): void;
}
export declare function openStation(setting: StationSetting): Promise<OpenStation>;
