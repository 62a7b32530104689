import { addNote } from '$lib/commands/add-note.ts';
import { newCaseDoc } from '$lib/commands/new-case-doc.ts';
import { receiveCase } from '$lib/commands/receive-case.ts';
import { submitCase } from '$lib/commands/submit-case.ts';
import { withdrawCase } from '$lib/commands/withdraw-case.ts';
import type { CaseDraft } from '$lib/device/station.ts';
import type { CatalogueBundle, CatalogueItem } from '$lib/domain/catalogue.ts';
import { m } from '$lib/paraglide/messages.js';
import type { App } from '../app.svelte.ts';
import { intoBundle } from './bundle/into-bundle.ts';
import { carryPapers } from './carried-papers.ts';
import { fieldsToWrite } from './checks.ts';
import { freshContent, type IntakeContent, type IntakeStep } from './draft.ts';
import { Intake } from './intake.svelte.ts';
import { ItemMatter } from './item-matter.svelte.ts';

/**
 * The intake of one item: from the moment item and person are known it is also a case, to which each step adds what it
 * has when it is left.
 */
export class ItemIntake extends Intake<ItemMatter> {
	readonly #app: App;

	/** Call it while a component is set up. */
	constructor(app: App, draft: CaseDraft) {
		super(app, draft, (at, changed) => new ItemMatter(app, at, changed));
		this.#app = app;
	}

	/** What they came for, while it is no case. */
	choose(item: CatalogueItem): void {
		if (item.implementation.proxy === '不可') this.content.by = 'self';
		this.matter.choose(item);
	}

	/** Another item, once it is a case: see `#beginAnew`. */
	changeTo(item: CatalogueItem): Promise<string | null> {
		const content = $state.snapshot(this.content);
		const matter = { ...freshContent().matter, ...carryPapers(content.matter, this.matter.item, item) };
		const by = item.implementation.proxy === '不可' ? 'self' : content.by;
		return this.#beginAnew('case', item.implementation.code, { ...content, step: 'who', by, matter });
	}

	/** The same as a part of 一件事: see `#beginAnew`. */
	changeToBundle(bundle: CatalogueBundle): Promise<string | null> {
		const content = intoBundle($state.snapshot(this.content), this.matter.item, bundle, this.itemsByCode);
		return this.#beginAnew('bundle', bundle.bundle.code, content);
	}

	/**
	 * A new intake with what was typed and taken in this one, unsigned. The case that it was, if it was one, has a
	 * number and can be of no other item: it is withdrawn. Answers the new draft's id; null where it was not done.
	 */
	async #beginAnew(
		kind: 'case' | 'bundle',
		itemCode: string,
		content: IntakeContent
	): Promise<string | null> {
		if (this.busy) return null;
		const { station } = this.#app;
		const { doc, number } = this.matter;
		const id = newCaseDoc(station).slice('case/'.length);
		const unsigned = { ...content, signature: [], principal: null, onPaper: false };
		const done = await this.attempt(async () => {
			await this.saveDraft({ id, doc: `${kind}/${id}`, itemCode, content: unsigned });
			if (number !== null) {
				const reason = m.intake_changed_reason();
				const withdrawn = await withdrawCase(station, doc, { reason, signature: [] });
				if (!withdrawn.ok) {
					await station.removeDraft(id);
					return withdrawn;
				}
			}
			await this.putAway();
			return { ok: true };
		});
		return done ? id : null;
	}

	/** Goes to a step; what the one that is left knows is written into the case first. */
	override async goTo(step: IntakeStep): Promise<void> {
		if (this.busy) return;
		if (this.stepInWay === null && !(await this.#write())) return;
		await super.goTo(step);
	}

	/**
	 * Signed: into the case, to the receiver, and the draft is done with. What stays at this counter is received with
	 * it, as the receipt says. True when it is all on the disk.
	 */
	async finish(): Promise<boolean> {
		const receiver = this.receiver;
		if (this.busy || receiver === null || !(await this.#write())) return false;
		const { signature, principal, onPaper } = $state.snapshot(this.content);
		const { station } = this.#app;
		const { doc } = this.matter;
		const done = await this.attempt(async () => {
			if (onPaper) {
				const noted = await addNote(station, doc, { text: m.intake_sign_paper_remark() });
				if (!noted.ok) return noted;
			}
			const given = onPaper ? ('on-paper' as const) : signature;
			const submitted = await submitCase(station, doc, { to: receiver.id, signature: given, principal });
			// Handed up it is safe: where receiving fails, it waits in the list to be received.
			if (submitted.ok && receiver.here)
				await receiveCase(station, doc, { unit: receiver.id }).catch(() => null);
			return submitted;
		});
		if (done) await this.putAway();
		return done;
	}

	#write(): Promise<boolean> {
		return this.attempt(() =>
			this.matter.write(this.content.by, fieldsToWrite($state.snapshot(this.content), this.questions))
		);
	}
}
