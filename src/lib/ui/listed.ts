import { m } from '../paraglide/messages.js';

/** Names one after the other, as the language of the screen sets them: 甲、乙 or A, B. */
export function listed(names: readonly string[]): string {
	return names.join(m.app_list_comma());
}

/** Phrases, which have commas of their own: 甲；乙 or A; B. */
export function listedPhrases(phrases: readonly string[]): string {
	return phrases.join(m.app_list_semicolon());
}
