import { membersWanted } from '$lib/domain/bundle.ts';
import {
	itemsByCode,
	type BundleMember,
	type CatalogueBundle,
	type CatalogueItem
} from '$lib/domain/catalogue.ts';
import type { App, Live } from '../app.svelte.ts';
import { currentRelease } from '../current-release.svelte.ts';

/** A bundle of the catalogue with its items, as the shown release has them; call it while a component is set up. */
export class BundleParts {
	readonly #bundle: Live<CatalogueBundle | null>;
	readonly #items: Live<CatalogueItem[]>;
	readonly #wanted: () => readonly string[];

	constructor(app: App, code: () => string, wanted: () => readonly string[]) {
		const release = currentRelease(app.catalogue);
		this.#wanted = wanted;
		this.#bundle = app.live(
			({ of }) => app.catalogue.bundle(of),
			() => ({ of: code(), release: release.now?.number })
		);
		this.#items = app.live(
			() => app.catalogue.items(),
			() => release.now?.number
		);
	}

	/** Undefined until the disk has answered; null where the catalogue has it not. */
	readonly bundle = $derived.by(() => this.#bundle.value);
	readonly items = $derived.by(() => itemsByCode(this.#items.value ?? []));

	/** The members that are done with the optional ones that are wanted, in turn. */
	readonly members: BundleMember[] = $derived.by(() =>
		this.bundle ? membersWanted(this.bundle.bundle, this.#wanted()) : []
	);
	readonly memberItems: CatalogueItem[] = $derived.by(() =>
		this.members.flatMap(({ item }) => this.items.get(item) ?? [])
	);
}
