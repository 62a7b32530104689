import type { CatalogueItem, Material } from '$lib/domain/catalogue.ts';
import {
	materialsFor,
	missingMaterials,
	papersThatCount,
	situationMaterials
} from '$lib/ui/papers/materials.ts';
import { usualPaper } from './attachments.ts';
import { placeAside } from './carried-papers.ts';
import type { DraftPaper, IntakeContent, MatterContent, PaperAside } from './draft.ts';

/** `kept`: a part of the draft's state. */
export type MatterDraft = { doc: string; itemCode: string | null; kept: MatterContent };

/** What someone came for, one item or several as one, with its papers. */
export abstract class Matter {
	readonly doc: string;
	readonly #changed: () => void;

	itemCode = $state<string | null>(null);
	readonly kept: MatterContent;

	/** Null until the disk has answered. */
	abstract readonly item: CatalogueItem | null;
	/** Codes of what a unit must take in: known before the item is read. */
	abstract readonly codes: string[];
	/** Null while it is no case. */
	abstract readonly number: string | null;

	/** `changed`: to keep the draft. */
	constructor({ doc, itemCode, kept }: MatterDraft, changed: () => void) {
		this.#changed = changed;
		this.doc = doc;
		this.itemCode = itemCode;
		this.kept = kept;
	}

	readonly situations = $derived.by(() => situationMaterials(this.item));

	/** Papers that are needed, in the item's order; those of situations that do not apply are not among them. */
	needed(by: IntakeContent['by']): Material[] {
		const { situations, papers } = this.kept;
		const counted = papersThatCount(this.item, { by, situations }, papers);
		return materialsFor(this.item, { by, situations }).filter(
			({ key, necessity }) => necessity === '必要' || counted.some(({ paper }) => paper === key)
		);
	}

	missing(by: IntakeContent['by']): Material[] {
		const { situations, papers } = this.kept;
		return missingMaterials(this.item, { by, situations }, papers);
	}

	paper(key: string): DraftPaper | null {
		return this.kept.papers.find(({ paper }) => paper === key) ?? null;
	}

	/** Puts a paper of the list, or takes it back with null. */
	put(key: string, taken: DraftPaper | null): void {
		const others = this.kept.papers.filter(({ paper }) => paper !== key);
		this.kept.papers = taken === null ? others : [...others, taken];
		this.#changed();
	}

	/** Every paper that is needed and not yet answered came in the way that its form means. */
	takeAsUsual(by: IntakeContent['by']): void {
		const usual = this.missing(by).map(usualPaper);
		this.kept.papers = [...this.kept.papers, ...usual];
		this.#changed();
	}

	situate(situations: string[]): void {
		this.kept.situations = situations;
		this.#changed();
	}

	/** Photographs that were put aside, to a paper that is asked for; false where it takes none more. */
	place(from: PaperAside, material: Material): boolean {
		const placed = placeAside(this.kept, from, material);
		if (placed) Object.assign(this.kept, placed);
		this.#changed();
		return placed !== null;
	}
}
