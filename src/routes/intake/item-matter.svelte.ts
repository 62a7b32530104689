import { attachPaper } from '$lib/commands/attach-paper.ts';
import { editForm } from '$lib/commands/edit-form.ts';
import { openCase } from '$lib/commands/open-case.ts';
import type { CommandCode } from '$lib/commands/codes.ts';
import type { CaseView } from '$lib/device/station.ts';
import type { FieldValue } from '$lib/documents/case/state.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { papersThatCount, SITUATIONS_KEY } from '$lib/ui/papers/materials.ts';
import type { App, Live } from '../app.svelte.ts';
import { attachmentsDue } from './attachments.ts';
import { carryPapers } from './carried-papers.ts';
import { changedFields } from './checks.ts';
import type { IntakeContent } from './draft.ts';
import { Matter, type MatterDraft } from './matter.svelte.ts';

/** One item of an intake with its papers: what becomes a case of its own. */
export class ItemMatter extends Matter {
	readonly #app: App;
	readonly #keep: () => void;
	readonly #view: Live<CaseView | null>;
	readonly #item: Live<CatalogueItem | null>;

	/** Call it while a component is set up. `changed`: to keep the draft. */
	constructor(app: App, draft: MatterDraft, changed: () => void) {
		super(draft, changed);
		this.#app = app;
		this.#keep = changed;
		this.#view = app.live(() => app.station.caseView(draft.doc));
		this.#item = app.live(
			(code) => (code === null ? Promise.resolve(null) : app.catalogue.item(code)),
			() => this.itemCode
		);
	}

	/** What was read for the item chosen before is none of this one's. */
	readonly item: CatalogueItem | null = $derived.by(() => {
		const read = this.#item.value ?? null;
		return read?.implementation.code === this.itemCode ? read : null;
	});
	readonly codes: string[] = $derived.by(() => (this.itemCode === null ? [] : [this.itemCode]));
	readonly number = $derived.by(() => this.#view.value?.state.number ?? null);

	/** Another item: what was taken for the one before goes along as far as this one asks for it. */
	choose(item: CatalogueItem): void {
		if (item.implementation.code !== this.itemCode) {
			Object.assign(this.kept, carryPapers($state.snapshot(this.kept), this.item, item));
		}
		this.itemCode = item.implementation.code;
		this.#keep();
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
