import { addNote } from '$lib/commands/add-note.ts';
import { submitCase } from '$lib/commands/submit-case.ts';
import type { CommandCode } from '$lib/commands/codes.ts';
import type { CaseDraft } from '$lib/device/station.ts';
import { m } from '$lib/paraglide/messages.js';
import type { App } from '../app.svelte.ts';
import { fieldsToWrite, stepInWay, whoFaults } from './checks.ts';
import { intakeSteps, readContent, type IntakeContent, type IntakeStep } from './draft.ts';
import { Matter } from './matter.svelte.ts';

/**
 * One intake at the counter: a person, and the matter they came for. All that is typed is a draft on the disk at
 * once; from the moment item and person are known it is also a case, to which each step adds what it has when it
 * is left.
 */
export class Intake {
	readonly id: string;
	readonly #app: App;
	readonly #clerk: string;
	#queued = false;

	readonly matter: Matter;
	content = $state<IntakeContent>() as IntakeContent;
	kept = $state<'yes' | 'waiting' | 'no'>('yes');
	fault = $state<CommandCode | null>(null);
	busy = $state(false);

	/** Call it while a component is set up. */
	constructor(app: App, { id, doc, clerk, itemCode, content }: CaseDraft) {
		this.#app = app;
		this.id = id;
		this.#clerk = clerk;
		this.content = readContent(content);
		this.matter = new Matter(app, { doc, itemCode, kept: this.content.matter }, () => this.keep());
	}

	readonly stepInWay = $derived.by(() => stepInWay(this.content, this.matter.item));
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
				doc: this.matter.doc,
				itemCode: this.matter.itemCode,
				changedAt: this.#app.station.clock.now(),
				content: $state.snapshot(this.content)
			});
			if (!this.#queued) this.kept = 'yes';
		} catch {
			this.kept = 'no';
		}
	}

	choose(code: string): void {
		if (code !== this.matter.itemCode) this.content.by = 'self';
		this.matter.choose(code);
	}

	type(key: string, value: string): void {
		this.content.fields[key] = value;
		this.keep();
	}

	setBy(by: IntakeContent['by']): void {
		this.content.by = by;
		this.matter.leaveOut(by);
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
		const { doc } = this.matter;
		const done = await this.#try(async () => {
			if (onPaper) {
				const noted = await addNote(station, doc, { text: m.intake_sign_paper_remark() });
				if (!noted.ok) return noted;
			}
			return submitCase(station, doc, { to: receiver.id, signature: onPaper ? 'on-paper' : signature });
		});
		if (done) await station.removeDraft(this.id);
		return done;
	}

	#write(): Promise<boolean> {
		return this.#try(() => this.matter.write(this.content.by, fieldsToWrite($state.snapshot(this.content))));
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
