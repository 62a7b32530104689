import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { readBundles, tablesOf } from '../../documents/catalogue/document.ts';
import type { ReleaseRecord } from '../../domain/catalogue.ts';
import type { Timers } from '../../platform/seams.ts';

/** The Yjs document of what is shown, so that the next release costs what it changes. Disposable. */
export type KeptDocument = { doc: Y.Doc; close(): Promise<void> };

/** Where a device keeps them, one for each lineage. */
export interface KeptDocuments {
	/** Null when the disk does not answer. */
	open(lineage: string): Promise<KeptDocument | null>;
	remove(lineage: string): Promise<void>;
}

const OPEN_WITHIN_MS = 5000;

/** In the browser's IndexedDB, which has five seconds to answer. */
export function keptInBrowser(timers: Timers): KeptDocuments {
	return { open: (lineage) => openKept(lineage, timers), remove: (lineage) => deleteKept(lineage, timers) };
}

async function openKept(lineage: string, timers: Timers): Promise<KeptDocument | null> {
	const doc = new Y.Doc();
	const persistence = new IndexeddbPersistence(nameOf(lineage), doc);
	if (!(await within(persistence.whenSynced, timers))) {
		void persistence.destroy();
		return null;
	}
	return { doc, close: () => persistence.destroy() };
}

async function deleteKept(lineage: string, timers: Timers): Promise<void> {
	await within(clearDocument(nameOf(lineage)), timers);
}

/**
 * Whether it stands where the release does. No item is hashed: each was verified before it came in, and what
 * IndexedDB lost of it (y-indexeddb says nothing when a write fails) shows in the versions.
 */
export function isAt(doc: Y.Doc, record: ReleaseRecord): boolean {
	const { current, items } = tablesOf(doc);
	const named = Object.entries(record.items);
	const bundles = readBundles(doc);
	return (
		bundles.length === Object.keys(record.bundles).length &&
		bundles.every(({ version, bundle }) => record.bundles[bundle.code] === version) &&
		current.size === named.length &&
		items.size === named.length &&
		named.every(([code, version]) => current.get(code) === version)
	);
}

function nameOf(lineage: string): string {
	return `yizhan-catalogue/${lineage}`;
}

function within(work: Promise<unknown>, timers: Timers): Promise<boolean> {
	return new Promise((resolve) => {
		const cancel = timers.after(OPEN_WITHIN_MS, () => resolve(false));
		const done = (ok: boolean) => {
			cancel();
			resolve(ok);
		};
		work.then(
			() => done(true),
			() => done(false)
		);
	});
}
