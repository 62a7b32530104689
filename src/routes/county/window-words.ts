import type { UnitLevel, WindowKind } from '$lib/documents/directory/actions.ts';
import { kindsAt } from '$lib/documents/directory/windows.ts';
import { m } from '$lib/paraglide/messages.js';

const words: Record<WindowKind, () => string> = {
	consult: m.county_window_consult,
	unresolved: m.county_window_unresolved,
	general: m.county_window_general,
	sector: m.county_window_sector,
	'cross-province': m.county_window_cross_province,
	'self-service': m.county_window_self_service,
	assist: m.county_window_assist
};

/** A kind that a later version of the county has is shown by its own name. */
export function kindWords(kind: string): string {
	return (words as Record<string, (() => string) | undefined>)[kind]?.() ?? kind;
}

export function kindOptions(level: UnitLevel): { value: string; label: string }[] {
	return kindsAt(level).map((kind) => ({ value: kind, label: words[kind]() }));
}
