import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { GUIDE_FILES, guideFilePath, guideFiles } from '$lib/domain/guide-files.ts';
import { keepOnly, keptFile } from '$lib/platform/kept-files.ts';

let here = $state.raw<ReadonlySet<string>>(new Set());
let working: Promise<void> | null = null;
let next: readonly CatalogueItem[] | null = null;

/** Which blank forms and samples of the catalogue are on this device, by hash; the others need the line. */
export const guideFilesHere = {
	get now(): ReadonlySet<string> {
		return here;
	},
	/** Fetches what is missing and drops what no guide names any more. What the line did not bring comes with the next call. */
	keep(items: readonly CatalogueItem[]): Promise<void> {
		next = items;
		working ??= keepNewest().finally(() => (working = null));
		return working;
	}
};

/** Of catalogues that come while it is at work, the last. */
async function keepNewest(): Promise<void> {
	for (let items = next; items !== null; items = next) {
		next = null;
		await keep(items);
	}
}

async function keep(items: readonly CatalogueItem[]): Promise<void> {
	// An origin that is not secure has no place to keep them.
	if (!('caches' in globalThis)) return;
	const files = guideFiles(items.map(({ implementation }) => implementation));
	const cache = await caches.open(GUIDE_FILES);
	const wanted = files.map((file) => ({ ...file, url: new URL(guideFilePath(file), location.origin).href }));
	await keepOnly(cache, new Set(wanted.map(({ url }) => url)));
	here = new Set(wanted.filter(({ sha256 }) => here.has(sha256)).map(({ sha256 }) => sha256));
	// One after the other: cases on the same line go first.
	for (const { url, sha256 } of wanted) {
		if ((await keptFile(cache, url, sha256, fetch)) && !here.has(sha256)) here = new Set([...here, sha256]);
	}
}
