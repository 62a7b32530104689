import { addNote } from '$lib/commands/add-note.ts';
import { attachPaper } from '$lib/commands/attach-paper.ts';
import { editForm } from '$lib/commands/edit-form.ts';
import { openCase } from '$lib/commands/open-case.ts';
import { submitCase } from '$lib/commands/submit-case.ts';
import type { CaseDraft, CaseView } from '$lib/device/station.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { m } from '$lib/paraglide/messages.js';
import { materialsFor } from '$lib/ui/papers/materials.ts';
import type { App, Live } from '../app.svelte.ts';
import type { CommandCode } from '$lib/commands/codes.ts';
import { attachmentsDue } from './attachments.ts';
import { changedFields, fieldsToWrite, stepInWay, whoFaults } from './checks.ts';
import { intakeSteps, readContent, type DraftPaper, type IntakeContent, type IntakeStep } from './draft.ts';

/**
 * One intake at the counter. All that is typed is a draft on the disk at once; from the moment item and person
 * are known it is also a case, to which each step adds what it has when it is left.
 */
export class Intake {
	readonly id: string;
	readonly doc: string;
	readonly #app: App;
	readonly #clerk: string;
	#queued = false;

	itemCode = $state<string | null>(null);
	content = $state<IntakeContent>() as IntakeContent;
	kept = $state<'yes' | 'waiting' | 'no'>('yes');
	fault = $state<CommandCode | null>(null);
	busy = $state(false);
	readonly #view: Live<CaseView | null>;
	readonly #item: Live<CatalogueItem | null>;

	/** Call it while a component is set up. */
	constructor(app: App, draft: CaseDraft) {
		this.#app = app;
		this.id = draft.id;
		this.doc = draft.doc;
		this.#clerk = draft.clerk;
		this.itemCode = draft.itemCode;
		this.content = readContent(draft.content);
		this.#view = app.live(() => app.station.caseView(this.doc));
		this.#item = app.live(
			(code) => (code === null ? Promise.resolve(null) : app.catalogue.item(code)),
			() => this.itemCode
		);
	}

	readonly item = $derived.by(() => this.#item.value ?? null);
	readonly number = $derived.by(() => this.#view.value?.state.number ?? null);
	readonly stepInWay = $derived.by(() => stepInWay(this.content, this.item));
	readonly whoFaults = $derived.by(() => whoFaults(this.content));

	/** Where it goes when it is signed: from a village up to its township; a centre's own intake stays. */
	readonly receiver = $derived.by(() => {
		const { identity, directory } = this.#app;
		const here = identity === null ? undefined : directory.units[identity.unit];
		if (!here) return null;
		const to = here.level === 'village' && here.parent !== null ? here.parent : here.id;
		return { id: to, name: directory.units[to]?.name ?? to, here: to === here.id };
	});

	/** Call it after every change of the draft; writes what stands at the end of this turn. */
	keep(): void {
		this.kept = 'waiting';
		if (this.#queued) return;
		this.#queued = true;
		queueMicrotask(() => {
			this.#queued = false;
			void this.#save();
		});
	}

	async #save(): Promise<void> {
		try {
			await this.#app.station.saveDraft({
				id: this.id,
				clerk: this.#clerk,
				doc: this.doc,
				itemCode: this.itemCode,
				changedAt: this.#app.station.clock.now(),
				content: $state.snapshot(this.content)
			});
			if (!this.#queued) this.kept = 'yes';
		} catch {
			this.kept = 'no';
		}
	}

	choose(code: string): void {
		if (code !== this.itemCode) {
			this.content.papers = [];
			this.content.by = 'self';
		}
		this.itemCode = code;
		this.keep();
	}

	type(key: string, value: string): void {
		this.content.fields[key] = value;
		this.keep();
	}

	setBy(by: IntakeContent['by']): void {
		this.content.by = by;
		const keys = materialsFor(this.item, by).map(({ key }) => key);
		this.content.papers = this.content.papers.filter(({ paper }) => keys.includes(paper));
		this.keep();
	}

	/** Puts a paper of the list, or takes it back with null. */
	put(key: string, taken: DraftPaper | null): void {
		const others = this.content.papers.filter(({ paper }) => paper !== key);
		this.content.papers = taken === null ? others : [...others, taken];
		this.keep();
	}

	get following(): IntakeStep | null {
		return intakeSteps[intakeSteps.indexOf(this.content.step) + 1] ?? null;
	}

	/** Goes to a step; what the one that is left knows is written into the case first. */
	async goTo(step: IntakeStep): Promise<void> {
		if (this.busy) return;
		if (this.stepInWay === null && !(await this.#write())) return;
		this.content.step = step;
		this.keep();
	}

	/** Signed: into the case, to the receiver, and the draft is done with. True when it is all on the disk. */
	async finish(): Promise<boolean> {
		const receiver = this.receiver;
		if (this.busy || receiver === null || !(await this.#write())) return false;
		const { signature, onPaper } = $state.snapshot(this.content);
		const { station } = this.#app;
		const done = await this.#try(async () => {
			if (onPaper) {
				const noted = await addNote(station, this.doc, { text: m.intake_sign_paper_remark() });
				if (!noted.ok) return noted;
			}
			return submitCase(station, this.doc, { to: receiver.id, signature: onPaper ? 'on-paper' : signature });
		});
		if (done) await station.removeDraft(this.id);
		return done;
	}

	#write(): Promise<boolean> {
		return this.#try(async () => {
			const content = $state.snapshot(this.content);
			const { station, identity } = this.#app;
			const { item } = this;
			if (item === null || identity === null) return { ok: false, code: 'applicant-missing' };
			const fields = fieldsToWrite(content);
			const before = await station.caseView(this.doc);
			if (before === null || before.state.number === null) {
				const { by } = content;
				const opened = await openCase(station, { doc: this.doc, item, by, unit: identity.unit, fields });
				if (!opened.ok) return opened;
			} else {
				const changed = changedFields(content.written, fields);
				const edited = await editForm(station, this.doc, { fields: changed });
				if (!edited.ok && edited.code !== 'nothing-changed') return edited;
			}
			this.content.written = fields;
			for (const attachment of attachmentsDue(content.attached, content.papers)) {
				const attached = await attachPaper(station, this.doc, attachment);
				if (!attached.ok) return attached;
			}
			this.content.attached = content.papers;
			return { ok: true };
		});
	}

	async #try(work: () => Promise<{ ok: true } | { ok: false; code: CommandCode }>): Promise<boolean> {
		this.busy = true;
		try {
			const done = await work();
			this.fault = done.ok ? null : done.code;
			return done.ok;
		} catch {
			this.fault = 'disk-failed';
			return false;
		} finally {
			this.busy = false;
		}
	}
}
