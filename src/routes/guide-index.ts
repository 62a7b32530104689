import { createSubscriber } from 'svelte/reactivity';
import type { Catalogue } from '$lib/device/catalogue.ts';
import { bundleAsItem } from '$lib/domain/bundle-item.ts';
import { buildIndex, type CatalogueIndex } from '$lib/domain/catalogue-search.ts';

/** What every search over guides works on: built when first asked for, anew with each release. */
export class GuideIndex {
	readonly #subscribe: () => void;
	#index: CatalogueIndex | undefined;
	#bundles: CatalogueIndex | undefined;

	constructor(catalogue: Catalogue) {
		this.#subscribe = createSubscriber((update) =>
			catalogue.watch(() => {
				const characters = import('$lib/domain/characters.ts');
				const read = Promise.all([catalogue.items(), catalogue.bundles(), characters]);
				void read.then(([items, bundles, { characters }]) => {
					this.#index = buildIndex(items, characters);
					this.#bundles = buildIndex(
						bundles.map((bundle) => bundleAsItem(bundle, [])),
						characters
					);
					update();
				});
			})
		);
	}

	/** Undefined until the disk has answered. */
	get now(): CatalogueIndex | undefined {
		this.#subscribe();
		return this.#index;
	}

	/** The bundles (一件事), each as one item. */
	get bundles(): CatalogueIndex | undefined {
		this.#subscribe();
		return this.#bundles;
	}
}
