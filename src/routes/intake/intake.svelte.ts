import type { CommandCode } from '$lib/commands/codes.ts';
import type { CaseDraft, Person } from '$lib/device/station.ts';
import { noReception } from '$lib/documents/directory/reception.ts';
import { familyField, familyKeys } from '$lib/domain/family.ts';
import { formFaults } from '$lib/domain/form-field.ts';
import { readIdNumber } from '$lib/domain/identity-number.ts';
import { USUAL_POWERS } from '$lib/domain/proxy-powers.ts';
import { standardFields } from '$lib/domain/standard-fields.ts';
import { chinaDate } from '$lib/domain/working-days.ts';
import { m } from '$lib/paraglide/messages.js';
import { itemsByCode, type CatalogueItem } from '$lib/domain/catalogue.ts';
import type { App, Live } from '../app.svelte.ts';
import { currentRelease } from '../current-release.svelte.ts';
import { stepInWay, whoFaults } from './checks.ts';
import { fieldsOfPerson, fillIn, type Whose } from './known-people.ts';
import { intakeSteps, readContent, type IntakeContent, type IntakeStep } from './draft.ts';
import { receptionOf } from './reception.ts';
import type { Matter, MatterDraft } from './matter.svelte.ts';

/** After this long what was said of a person is asked again. */
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** One intake at the counter: a person, and the matter they came for. All that is typed is a draft on the disk at once. */
export abstract class Intake<Kind extends Matter = Matter> {
	readonly id: string;
	readonly #app: App;
	readonly #clerk: string;
	#queued = false;
	#isPutAway = false;

	readonly matter: Kind;
	content = $state<IntakeContent>() as IntakeContent;
	kept = $state<'yes' | 'waiting' | 'no'>('yes');
	fault = $state<CommandCode | null>(null);
	busy = $state(false);

	/** Call it while a component is set up. `matterOf` makes what they came for out of the draft. */
	constructor(
		app: App,
		{ id, doc, clerk, itemCode, content }: CaseDraft,
		matterOf: (draft: MatterDraft, changed: () => void) => Kind
	) {
		this.#app = app;
		this.id = id;
		this.#clerk = clerk;
		this.content = readContent(content);
		const release = currentRelease(app.catalogue);
		this.#items = app.live(
			() => app.catalogue.items(),
			() => release.now?.number
		);
		this.matter = matterOf({ doc, itemCode, kept: this.content.matter }, () => this.keep());
	}

	readonly #items: Live<CatalogueItem[]>;
	/** The catalogue's, by code. */
	readonly itemsByCode = $derived.by(() => itemsByCode(this.#items.value ?? []));

	/** The form's questions, as this place asks them. */
	readonly questions = $derived.by(() => {
		const { identity, directory } = this.#app;
		const here = identity === null ? undefined : directory.units[identity.unit];
		return standardFields({
			atVillage: here?.level === 'village',
			hasPhone: (this.content.fields['applicant.phone'] ?? '').trim() !== ''
		});
	});
	readonly formFaults = $derived.by(() => formFaults(this.questions, this.content.fields));
	readonly stepInWay = $derived.by(() => (this.notHere ? 'item' : stepInWay(this.content, this.matter.item)));
	readonly whoFaults = $derived.by(() => whoFaults(this.content));

	/** Why this unit may not take it in; null where it may, and for what has its number already. */
	readonly notHere = $derived.by(() => {
		const { identity, directory } = this.#app;
		if (identity === null || this.matter.number !== null) return null;
		return noReception(directory, identity.unit, this.matter.codes);
	});

	/** Where it can go when it is signed; null before the device has enrolled. */
	readonly reception = $derived.by(() => {
		const { identity, directory } = this.#app;
		const decides = this.matter.item?.implementation.unit ?? null;
		return identity && receptionOf(directory, identity.unit, this.matter.codes, decides);
	});

	/** Where it goes; null while the usual one does not take it and no other is chosen. */
	readonly receiver = $derived.by(() => {
		const { identity } = this.#app;
		const unit = this.reception?.to(this.content.to) ?? null;
		return unit && { ...unit, here: unit.id === identity?.unit };
	});

	/** Call it after every change of the draft; writes what stands at the end of this turn. */
	keep(): void {
		if (this.#isPutAway) return;
		this.kept = 'waiting';
		if (this.#queued) return;
		this.#queued = true;
		queueMicrotask(() => {
			this.#queued = false;
			void this.#save();
		});
	}

	async #save(): Promise<void> {
		if (this.#isPutAway) return;
		try {
			const { doc, itemCode } = this.matter;
			await this.saveDraft({ id: this.id, doc, itemCode, content: $state.snapshot(this.content) });
			if (!this.#queued) this.kept = 'yes';
		} catch {
			this.kept = 'no';
		}
	}

	/** It is in the record now. Where the draft stays all the same, the page finds it done the next time. */
	protected async putAway(): Promise<void> {
		// A key pressed while it was being signed must not bring it back.
		this.#isPutAway = true;
		await this.#app.station.removeDraft(this.id).catch(() => {});
	}

	protected saveDraft(said: Pick<CaseDraft, 'id' | 'doc' | 'itemCode' | 'content'>): Promise<void> {
		const { station } = this.#app;
		return station.saveDraft({ clerk: this.#clerk, changedAt: station.clock.now(), ...said });
	}

	type(key: string, value: string): void {
		const { fields, sources } = this.content;
		delete sources[key];
		// A card reader types where the cursor stands: a number is no name.
		const scanned = key.endsWith('.name') && readIdNumber(value).ok;
		fields[scanned ? key.replace(/name$/, 'idNumber') : key] = value;
		if (scanned) fields[key] = '';
		if (key === 'form.resultBy' && value === 'post')
			fields['form.postTo'] ??= fields['applicant.address'] ?? '';
		this.keep();
	}

	/** Someone this device knows: all that is known of them, until it is typed over. */
	fill(person: Person, whose: Whose): void {
		const { cases } = this.#app;
		const filled = fieldsOfPerson(person, whose, (doc) => {
			const code = cases.find((row) => row.doc === doc)?.itemCode;
			return (code && this.itemsByCode.get(code)?.basic.name) ?? null;
		});
		Object.assign(this.content, fillIn(this.content, filled, whose));
		this.keep();
	}

	/** Nothing is said of this member of the family any more. */
	leaveOutMember(place: number): void {
		for (const key of familyKeys) {
			delete this.content.fields[familyField(place, key)];
			delete this.content.sources[familyField(place, key)];
		}
		this.keep();
	}

	/** Where a field that nobody typed comes from, in words; null for one that was typed. */
	sourceOf(key: string): string | null {
		const source = this.content.sources[key];
		if (!source) return null;
		const from = m.intake_source_from({ date: chinaDate(source.at), item: source.item ?? '' });
		const isOld = this.#app.station.clock.now() - source.at > YEAR_MS;
		return isOld ? m.intake_source_old({ from }) : from;
	}

	setBy(by: IntakeContent['by']): void {
		const { fields } = this.content;
		// Whoever signed before signed as somebody else.
		if (by !== this.content.by)
			Object.assign(this.content, { signature: [], principal: null, onPaper: false });
		this.content.by = by;
		if (by === 'proxy') {
			fields['proxy.powers'] ??= USUAL_POWERS;
			fields['proxy.from'] ??= chinaDate(this.#app.station.clock.now());
		}
		this.keep();
	}

	get following(): IntakeStep | null {
		return intakeSteps[intakeSteps.indexOf(this.content.step) + 1] ?? null;
	}

	/** Goes to a step. */
	goTo(step: IntakeStep): Promise<void> {
		this.content.step = step;
		this.keep();
		return Promise.resolve();
	}

	/** Signed: to the receiver, and the draft is done with. True when it is all on the disk. */
	abstract finish(): Promise<boolean>;

	/** Does one thing at a time and says what came of it. */
	protected async attempt(
		work: () => Promise<{ ok: true } | { ok: false; code: CommandCode }>
	): Promise<boolean> {
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
