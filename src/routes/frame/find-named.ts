import type { Characters } from '$lib/domain/characters.ts';
import { readingOf, simplify, wordsOf } from '$lib/domain/spelling.ts';
import { eachNearPlace, eachPlace, indexTexts, type TextIndex } from '$lib/domain/text-index.ts';

type Named<T> = {
	name: (one: T) => string;
	/** Whether the word, in capitals, is a number of it, or the part of one that may be asked for. */
	numbered: (one: T, word: string) => boolean;
};

/**
 * Those in which every word of the query is found: in the name by 汉字, 拼音 or 首字母, or among the numbers. Names
 * that are only said alike (n/l, zh/z …) come where no other is found. In the order of `all`.
 */
export function findNamed<T extends object>(
	all: readonly T[],
	typed: string,
	most: number,
	characters: Characters | null,
	{ name, numbered }: Named<T>
): T[] {
	const words = wordsOf(typed, characters);
	if (words.length === 0) return [];
	const names = namesOf(all, name, characters);
	for (const each of [eachPlace, eachNearPlace]) {
		const heard = words.map((word) => {
			const texts = new Set<number>();
			each(names, word, (text, _start, _end, manner) => manner !== 'one-off' && texts.add(text));
			return { texts, number: word.typed.toUpperCase() };
		});
		const found: T[] = [];
		for (let at = 0; at < all.length && found.length < most; at++) {
			const one = all[at];
			if (one && heard.every(({ texts, number }) => texts.has(at) || numbered(one, number))) found.push(one);
		}
		if (found.length > 0) return found;
	}
	return [];
}

type Names = { characters: Characters | null; index: TextIndex };
const known = new WeakMap<object, Names>();

/** Made once for a list: at each key the same one is searched again. */
function namesOf<T>(all: readonly T[], name: (one: T) => string, characters: Characters | null): TextIndex {
	const before = known.get(all);
	if (before && before.characters === characters) return before.index;
	const index = indexTexts(
		all.map((one) => {
			const text = name(one);
			if (characters === null) return { text };
			const simple = simplify(text, characters);
			return { text: simple, reading: readingOf(simple, characters) };
		})
	);
	known.set(all, { characters, index });
	return index;
}
