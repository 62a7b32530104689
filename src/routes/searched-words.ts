/**
 * What was typed into a search box, for whoever comes back to its page while the same clerk is at the device. It may be
 * a name or an identity number: it lies in memory only, and what the browser keeps on the disk (history, snapshots)
 * holds a ticket for it.
 */
export class SearchedWords {
	readonly #clerk: () => string | null;
	readonly #byTicket = new Map<string, string>();
	#owner: string | null = null;

	/** `clerk`: who is at the device now; null for a visitor. */
	constructor(clerk: () => string | null) {
		this.#clerk = clerk;
	}

	/** The ticket for these words; the same one for the same words. */
	leave(words: string): string {
		const known = [...this.#ofThisTurn()].find(([, left]) => left === words);
		if (known) return known[0];
		const ticket = crypto.randomUUID();
		this.#byTicket.set(ticket, words);
		return ticket;
	}

	/** '' where the turn in which they were left is over, or the page was loaded anew. */
	take(ticket: string | undefined): string {
		return this.#ofThisTurn().get(ticket ?? '') ?? '';
	}

	#ofThisTurn(): Map<string, string> {
		if (this.#owner !== this.#clerk()) this.#byTicket.clear();
		this.#owner = this.#clerk();
		return this.#byTicket;
	}
}
