import { sharedMaterials } from '$lib/domain/bundle.ts';
import { bundleAsItem } from '$lib/domain/bundle-item.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { papersThatCount } from '$lib/ui/papers/materials.ts';
import type { App } from '../../app.svelte.ts';
import { BundleParts } from '../../bundles/bundle-parts.svelte.ts';
import type { DraftPaper, IntakeContent } from '../draft.ts';
import { Matter, type MatterDraft } from '../matter.svelte.ts';

/** The papers of all members as those of one matter. */
export class BundleMatter extends Matter {
	readonly parts: BundleParts;

	/** Call it while a component is set up. */
	constructor(app: App, draft: MatterDraft, changed: () => void) {
		super(draft, changed);
		this.parts = new BundleParts(
			app,
			() => draft.itemCode ?? '',
			() => this.kept.optional
		);
	}

	readonly item: CatalogueItem | null = $derived.by(() =>
		this.parts.bundle ? bundleAsItem(this.parts.bundle, this.parts.memberItems) : null
	);
	readonly codes: string[] = $derived.by(() =>
		this.parts.memberItems.map(({ implementation }) => implementation.code)
	);
	/** Its cases get theirs when it is signed. */
	readonly number = null;
	readonly shared = $derived.by(() => sharedMaterials(this.parts.memberItems));

	/** Those that a member asks for as things stand: what was taken for another waits in the draft. */
	counted(by: IntakeContent['by']): DraftPaper[] {
		const { situations, papers } = this.kept;
		const asked = papers.filter(({ paper }) => this.shared.some(({ key }) => key === paper));
		return papersThatCount(this.item, { by, situations }, asked);
	}
}
