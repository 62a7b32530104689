import { attachPaper } from '$lib/commands/attach-paper.ts';
import { editForm } from '$lib/commands/edit-form.ts';
import { openCase } from '$lib/commands/open-case.ts';
import type { CommandCode } from '$lib/commands/codes.ts';
import type { CaseView } from '$lib/device/station.ts';
import type { FieldValue } from '$lib/documents/case/state.ts';
import type { CatalogueItem, Material } from '$lib/domain/catalogue.ts';
import {
	materialsFor,
	missingMaterials,
	papersThatCount,
	situationMaterials,
	SITUATIONS_KEY
} from '$lib/ui/papers/materials.ts';
import type { App, Live } from '../app.svelte.ts';
import { attachmentsDue, usualPaper } from './attachments.ts';
import { changedFields } from './checks.ts';
import type { DraftPaper, IntakeContent, MatterContent } from './draft.ts';

/** `kept`: a part of the draft's state. */
export type MatterDraft = { doc: string; itemCode: string | null; kept: MatterContent };

/** One item of an intake with its papers: what becomes a case of its own. */
export class Matter {
	readonly doc: string;
	readonly #app: App;
	readonly #changed: () => void;
	readonly #view: Live<CaseView | null>;
	readonly #item: Live<CatalogueItem | null>;

	itemCode = $state<string | null>(null);
	readonly kept: MatterContent;

	/** Call it while a component is set up. `changed`: to keep the draft. */
	constructor(app: App, { doc, itemCode, kept }: MatterDraft, changed: () => void) {
		this.#app = app;
		this.#changed = changed;
		this.doc = doc;
		this.itemCode = itemCode;
		this.kept = kept;
		this.#view = app.live(() => app.station.caseView(doc));
		this.#item = app.live(
			(code) => (code === null ? Promise.resolve(null) : app.catalogue.item(code)),
			() => this.itemCode
		);
	}

	readonly item: CatalogueItem | null = $derived.by(() => this.#item.value ?? null);
	/** Codes of what a unit must take in: known before the item is read. */
	readonly codes: string[] = $derived.by(() => (this.itemCode === null ? [] : [this.itemCode]));
	readonly number = $derived.by(() => this.#view.value?.state.number ?? null);
	readonly situations = $derived.by(() => situationMaterials(this.item));

	choose(code: string): void {
		if (code !== this.itemCode) {
			this.kept.papers = [];
			this.kept.situations = [];
		}
		this.itemCode = code;
		this.#changed();
	}

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

	/** Into the case what is known by now; opens it where it is not. */
	async write(
		by: IntakeContent['by'],
		known: Record<string, FieldValue>
	): Promise<{ ok: true } | { ok: false; code: CommandCode }> {
		const { station, identity } = this.#app;
		const { item, doc } = this;
		if (item === null || identity === null) return { ok: false, code: 'applicant-missing' };
		const { situations, papers, written, attached } = $state.snapshot(this.kept);
		const counted = papersThatCount(item, { by, situations }, papers);
		const fields = situations.length === 0 ? known : { ...known, [SITUATIONS_KEY]: situations.join(',') };
		const before = await station.caseView(doc);
		if (before === null || before.state.number === null) {
			const opened = await openCase(station, { doc, item, by, unit: identity.unit, fields });
			if (!opened.ok) return opened;
		} else {
			const edited = await editForm(station, doc, { fields: changedFields(written, fields) });
			if (!edited.ok && edited.code !== 'nothing-changed') return edited;
		}
		this.kept.written = fields;
		for (const attachment of attachmentsDue(attached, counted)) {
			const done = await attachPaper(station, doc, attachment);
			if (!done.ok) return done;
		}
		this.kept.attached = counted;
		return { ok: true };
	}
}
