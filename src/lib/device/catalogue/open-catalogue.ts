import { Dexie } from 'dexie';
import { readRelease } from '../../documents/catalogue/release.ts';
import type { SignedRelease } from '../../domain/catalogue.ts';
import type { Locks, Reach, Timers } from '../../platform/seams.ts';
import type { Catalogue } from '../catalogue.ts';
import { CatalogueStore } from './catalogue-store.ts';
import { CountyCatalogue } from './county-catalogue.ts';
import type { FollowEnd } from './follow-catalogue.ts';

export type CataloguePlace = {
	/** The county's address, as in `https://yizhan.example`. */
	origin: string;
	fetch: typeof fetch;
	/** Keys of those who are or were admins (`adminKeysOf`); null while this device has no directory. */
	adminKeys: () => Promise<ReadonlySet<string> | null>;
	locks: Locks;
	reach: Reach;
	timers: Timers;
	/** Hears why following ended each time, before it begins again; what is shown stays. */
	report: (reason: FollowEnd) => void;
};

export type OpenCatalogue = Catalogue & { close(): Promise<void> };

/** Doubled with each try that brings no answer. */
const AGAIN_AFTER_MS = 10_000;
const AGAIN_AT_MOST_MS = 300_000;
/** Another try brings the same until someone at the county acts, or the directory has come. */
const AGAIN_AFTER_FAULT_MS = 60_000;

/** The catalogue on this device. Reads come from one row; Yjs is loaded only by `follow`. */
export function openCatalogue(place: CataloguePlace): OpenCatalogue {
	const { adminKeys, locks, reach, timers, report } = place;
	const store = new CatalogueStore();
	const county = new CountyCatalogue(place.origin, place.fetch);
	const closing = new AbortController();
	let following: Promise<void> | null = null;
	let wake = () => {};

	/** One tab follows for all; the others see what it stores. */
	function followInTurn(): Promise<void> {
		return locks.hold('catalogue', async () => {
			let unanswered = 0;
			while (!closing.signal.aborted) {
				const reason = await followOnce();
				if (closing.signal.aborted) return;
				report(reason);
				unanswered = reason === 'no-answer' ? unanswered + 1 : 0;
				await pause(pauseAfter(reason, unanswered));
			}
		});
	}

	async function followOnce(): Promise<FollowEnd> {
		try {
			const { followCatalogue } = await import('./follow-catalogue.ts');
			const { keptInBrowser } = await import('./kept-document.ts');
			const documents = keptInBrowser(timers);
			return await followCatalogue({ store, documents, county, adminKeys, reach, signal: closing.signal });
		} catch (error) {
			if (error instanceof Dexie.DexieError) return 'disk-failed';
			throw error;
		}
	}

	function pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const cancel = timers.after(ms, resolve);
			wake = () => {
				cancel();
				resolve();
			};
		});
	}

	const items = async () => (await store.shown()).items;
	const bundles = async () => (await store.shown()).bundles;

	return {
		release: async () => faceOf(await store.release()),
		items,
		briefs: () => store.briefs(),
		item: async (code) => (await items()).find((item) => item.implementation.code === code) ?? null,
		async version(hash) {
			const here = (await items()).find((item) => item.version === hash) ?? (await store.replaced(hash));
			if (here) return here;
			const fetched = await county.version(hash);
			if (fetched) await store.keep(fetched);
			return fetched;
		},
		bundles,
		bundle: async (code) => (await bundles()).find(({ bundle }) => bundle.code === code) ?? null,
		async bundleVersion(hash) {
			const here = (await bundles()).find(({ version }) => version === hash);
			const kept = here ?? (await store.replacedBundle(hash));
			if (kept) return kept;
			const fetched = await county.bundleVersion(hash);
			if (fetched) await store.keepBundle(fetched);
			return fetched;
		},
		follow() {
			if (following) wake();
			else following = followInTurn();
		},
		watch: (take) => store.watch((release) => take(faceOf(release))),
		async close() {
			closing.abort();
			wake();
			await following;
			store.close();
		}
	};
}

function pauseAfter(reason: FollowEnd, unanswered: number): number {
	if (reason === 'no-answer') return Math.min(AGAIN_AFTER_MS * 2 ** (unanswered - 1), AGAIN_AT_MOST_MS);
	return reason === 'room-gone' ? AGAIN_AFTER_MS : AGAIN_AFTER_FAULT_MS;
}

function faceOf(release: SignedRelease | null): { number: number; at: number } | null {
	const record = release && readRelease(release.text);
	return record && { number: record.number, at: record.at };
}
