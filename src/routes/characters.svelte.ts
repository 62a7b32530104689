import type { Characters } from '$lib/domain/characters.ts';

let table = $state.raw<Characters | null>(null);
let asked = false;

/** How signs are read. Null until the table is here; the first who asks has it fetched. */
export function charactersNow(): Characters | null {
	if (!asked) {
		asked = true;
		void import('$lib/domain/characters.ts').then(({ characters }) => (table = characters));
	}
	return table;
}
