import type { CaseRow } from '$lib/device/station.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import { deciderOf } from '$lib/documents/case/decider.ts';
import { itemBriefs } from '$lib/domain/catalogue-briefs.ts';
import { chinaDate } from '$lib/domain/working-days.ts';
import type { CaseLineFacts } from '$lib/ui/case/line.ts';
import type { App } from '../../app.svelte.ts';
import { minute } from '../../frame/minute.svelte.ts';
import { lineOf } from './line-of.ts';
import { nextStep, type Viewer } from './next-step.ts';

/** What the rows of cases need to be put into words; call it while a component is set up. */
export class CaseList {
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	readonly items = $derived.by(() => itemBriefs(this.#app.briefs));

	/** Null until this device and its clerk are known. */
	readonly viewer: Viewer | null = $derived.by(() => {
		const { identity, signedIn, directory } = this.#app;
		if (!identity || !signedIn) return null;
		const level = directory.units[identity.unit]?.level;
		return level === undefined ? null : { unit: identity.unit, level, roles: signedIn.roles };
	});

	/** China's day now, by the device's clock. */
	readonly today = $derived.by(() => chinaDate(minute.now));

	next(row: CaseRow): CaseActionType | null {
		if (this.viewer === null) return null;
		const item = row.itemCode === null ? undefined : this.items.get(row.itemCode);
		const decidesHere = !item || deciderOf(item, this.viewer.unit, this.#app.directory).isHere;
		return nextStep(row, this.viewer, decidesHere);
	}

	/** The words of rows that were shown already; begun anew when what they are made from changes. */
	readonly #lines = $derived.by(() => {
		if (this.viewer === null) return null;
		const { directory, calendar } = this.#app;
		const setting = { unit: this.viewer.unit, directory, items: this.items, today: this.today, calendar };
		return { setting, known: new WeakMap<CaseRow, CaseLineFacts>() };
	});

	line(row: CaseRow): CaseLineFacts | null {
		if (this.#lines === null) return null;
		const { setting, known } = this.#lines;
		const line = known.get(row) ?? lineOf(row, this.next(row), setting);
		known.set(row, line);
		return line;
	}

	itemName(code: string): string {
		return this.items.get(code)?.name ?? code;
	}
}
