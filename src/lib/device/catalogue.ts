import type { Briefs } from '../domain/catalogue-briefs.ts';
import type { CatalogueBundle, CatalogueItem } from '../domain/catalogue.ts';

/** The catalogue as screens see it: only what was verified against a signed release. Needs no sign-in. */
export interface Catalogue {
	/** The release shown now; null before the first one came. */
	release(): Promise<{ number: number; at: number } | null>;
	/** Every current item with its whole guide, from one projected row: what search works on. */
	items(): Promise<CatalogueItem[]>;
	/** Names and deciders of all current items and bundles: a small row, for lists that must stand at once. */
	briefs(): Promise<Briefs>;
	item(code: string): Promise<CatalogueItem | null>;
	/** A version by its hash, also one no longer current that an open case pins; fetched when it is not here. */
	version(hash: string): Promise<CatalogueItem | null>;
	/** Every current bundle (一件事), by code. */
	bundles(): Promise<CatalogueBundle[]>;
	bundle(code: string): Promise<CatalogueBundle | null>;
	/** A version of a bundle by its hash, as `version` of an item. */
	bundleVersion(hash: string): Promise<CatalogueBundle | null>;
	/** Fetches the snapshot if there is none and follows the county's releases; call after the first paint. */
	follow(): void;
	/** Calls `take` now and whenever another release is shown. Returns: stop. */
	watch(take: (release: { number: number; at: number } | null) => void): () => void;
}
