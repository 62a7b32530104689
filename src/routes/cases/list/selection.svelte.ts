import { SvelteSet } from 'svelte/reactivity';

/** The cases that are ticked on a list, with the one from which Shift reaches. */
export class Selection {
	readonly #docs = new SvelteSet<string>();
	#from: string | null = null;

	get docs(): string[] {
		return [...this.#docs];
	}

	has(doc: string): boolean {
		return this.#docs.has(doc);
	}

	/** With `reach`, all from the last one ticked to this one, in the order of `shown`. */
	toggle(doc: string, shown: readonly { doc: string }[], reach: boolean): void {
		const from = reach && !this.has(doc) ? shown.findIndex((row) => row.doc === this.#from) : -1;
		if (from >= 0) {
			const to = shown.findIndex((row) => row.doc === doc);
			this.add(shown.slice(Math.min(from, to), Math.max(from, to) + 1));
		} else if (!this.#docs.delete(doc)) this.#docs.add(doc);
		this.#from = doc;
	}

	add(rows: readonly { doc: string }[]): void {
		for (const { doc } of rows) this.#docs.add(doc);
	}

	remove(docs: readonly string[]): void {
		for (const doc of docs) this.#docs.delete(doc);
	}

	clear(): void {
		this.#docs.clear();
	}
}
