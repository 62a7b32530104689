import type { CaseRow } from '$lib/device/station.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { chinaDate } from '$lib/domain/working-days.ts';
import type { CaseLineFacts } from '$lib/ui/case/line.ts';
import type { App, Live } from '../../app.svelte.ts';
import { currentRelease } from '../../current-release.svelte.ts';
import { minute } from '../../frame/minute.svelte.ts';
import { itemsByCode, lineOf } from './line-of.ts';
import { nextStep, type Viewer } from './next-step.ts';

/** What the rows of cases need to be put into words; call it while a component is set up. */
export class CaseList {
	readonly #app: App;
	readonly #items: Live<CatalogueItem[]>;

	constructor(app: App) {
		this.#app = app;
		const release = currentRelease(app.catalogue);
		this.#items = app.live(
			() => app.catalogue.items(),
			() => release.now?.number
		);
	}

	readonly items = $derived.by(() => itemsByCode(this.#items.value ?? []));

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
		return nextStep(row, this.viewer, item?.implementation.decideLevel ?? null);
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
		return this.items.get(code)?.basic.name ?? code;
	}
}
