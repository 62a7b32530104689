import { createSubscriber } from 'svelte/reactivity';
import { buildIndex, type CatalogueIndex } from '$lib/domain/catalogue-search.ts';
import type { Catalogue } from '$lib/device/catalogue.ts';

/** What every search over guides works on: built when first asked for, anew with each release. */
export class GuideIndex {
	readonly #subscribe: () => void;
	#index: CatalogueIndex | undefined;

	constructor(catalogue: Catalogue) {
		this.#subscribe = createSubscriber((update) =>
			catalogue.watch(() => {
				const characters = import('$lib/domain/characters.ts');
				void Promise.all([catalogue.items(), characters]).then(([items, { characters }]) => {
					this.#index = buildIndex(items, characters);
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
}
