import {
	noReception,
	receiversFor,
	usualReceiver,
	type NoReception
} from '$lib/documents/directory/reception.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import { m } from '$lib/paraglide/messages.js';
import { listed } from '$lib/ui/listed.ts';

type Named = { id: string; name: string };

/** Where an intake can be sent. */
export type Reception = {
	usual: Named;
	/** Why the usual one does not take it; null where it does. */
	not: NoReception | null;
	/** Those that do, likeliest first. */
	others: Named[];
	/** The unit it goes to, given which other was chosen; null while it can go to none. */
	to: (chosen: string | null) => Named | null;
};

/** `items`: codes of what is asked for; `decides`: the unit that decides it, null where the catalogue leaves it open. */
export function receptionOf(
	directory: DirectoryState,
	from: string,
	items: readonly string[],
	decides: string | null
): Reception {
	const id = usualReceiver(directory, from);
	const usual = { id, name: directory.units[id]?.name ?? id };
	const not = noReception(directory, id, items);
	const others = receiversFor(directory, from, items, [decides]).filter((unit) => unit.id !== id);
	return {
		usual,
		not,
		others,
		to: (chosen) => (not === null ? usual : (others.find((unit) => unit.id === chosen) ?? null))
	};
}

/** `nameOf`: what an item is called. */
export function noReceptionWords(not: NoReception, unit: string, nameOf: (code: string) => string): string {
	if (not.code === 'unit-closed') return m.intake_unit_closed({ unit });
	return m.intake_item_not_taken({
		unit,
		items: listed(not.items.map((item) => m.intake_item_named({ item: nameOf(item) })))
	});
}
