import { newCaseDoc } from '$lib/commands/new-case-doc.ts';
import { openBundle } from '$lib/commands/open-bundle.ts';
import { receiveCase } from '$lib/commands/receive-case.ts';
import type { CaseDraft } from '$lib/device/station.ts';
import { papersForItem } from '$lib/domain/bundle.ts';
import { m } from '$lib/paraglide/messages.js';
import { SITUATIONS_KEY } from '$lib/ui/papers/materials.ts';
import type { App } from '../../app.svelte.ts';
import { fieldsToWrite } from '../checks.ts';
import { Intake } from '../intake.svelte.ts';
import { BundleMatter } from './bundle-matter.svelte.ts';

/**
 * 一件事 at the counter: one person, one form, one signature and each paper once. Nothing of it is a case before it is
 * signed; then all of it is, at once.
 */
export class BundleIntake extends Intake<BundleMatter> {
	readonly #app: App;

	/** Call it while a component is set up. */
	constructor(app: App, draft: CaseDraft) {
		super(app, draft, (at, changed) => new BundleMatter(app, at, changed));
		this.#app = app;
	}

	async finish(): Promise<boolean> {
		const { identity, station } = this.#app;
		const { receiver, matter } = this;
		const { bundle, memberItems } = matter.parts;
		if (this.busy || receiver === null || identity === null || !bundle) return false;
		const content = $state.snapshot(this.content);
		const papers = $state.snapshot(matter.counted(content.by));
		const situations = content.matter.situations.join(',');
		const members = memberItems.map((item) => ({
			doc: newCaseDoc(station),
			item,
			papers: papersForItem(item.implementation.code, matter.shared, papers),
			fields: situations === '' ? {} : { [SITUATIONS_KEY]: situations }
		}));
		const done = await this.attempt(() =>
			openBundle(station, {
				doc: matter.doc,
				bundle,
				by: content.by,
				unit: identity.unit,
				to: receiver.id,
				fields: fieldsToWrite(content, this.questions),
				members,
				signature: content.onPaper ? 'on-paper' : content.signature,
				principal: content.principal,
				onPaperNote: m.intake_sign_paper_remark()
			})
		);
		if (!done) return false;
		if (receiver.here) {
			for (const { doc } of members) {
				await receiveCase(station, doc, { unit: receiver.id }).catch(() => null);
			}
		}
		await this.putAway();
		return true;
	}
}
