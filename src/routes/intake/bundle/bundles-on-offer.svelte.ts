import { goto } from '$app/navigation';
import { search } from '$lib/domain/catalogue-search.ts';
import type { CatalogueBundle } from '$lib/domain/catalogue.ts';
import type { App, Live } from '../../app.svelte.ts';
import { currentRelease } from '../../current-release.svelte.ts';
import type { ItemIntake } from '../item-intake.svelte.ts';

/** As many as are offered for words: more are a search of their own. */
const MOST = 3;

/** 一件事 in which the intake of an item can be done; call it while a component is set up. */
export class BundlesOnOffer {
	readonly #app: App;
	readonly #intake: ItemIntake;
	readonly #all: Live<CatalogueBundle[]>;

	constructor(app: App, intake: ItemIntake) {
		const release = currentRelease(app.catalogue);
		this.#app = app;
		this.#intake = intake;
		this.#all = app.live(
			() => app.catalogue.bundles(),
			() => release.now?.number
		);
	}

	/** Those that the chosen item is a part of; none once it is a case by itself. */
	readonly ofItem: CatalogueBundle[] = $derived.by(() => {
		const { itemCode, number } = this.#intake.matter;
		if (number !== null) return [];
		return (this.#all.value ?? []).filter(({ bundle }) =>
			bundle.members.some(({ item }) => item === itemCode)
		);
	});

	/** Those in which the words are found. */
	forWords(query: string): CatalogueBundle[] {
		const index = this.#app.guides.bundles;
		if (!index || query.trim() === '') return [];
		return search(index, query, MOST).hits.flatMap(
			({ item }) => this.#all.value?.find(({ bundle }) => bundle.code === item.implementation.code) ?? []
		);
	}

	async choose(bundle: CatalogueBundle): Promise<void> {
		const id = await this.#intake.changeToBundle(bundle);
		if (id !== null) await goto(`/intake?draft=${id}`, { replaceState: true });
	}
}
