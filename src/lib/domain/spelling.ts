import type { Characters } from './characters.ts';
import { halfWidth } from './typed-text.ts';

/** A word that is looked for, folded, Traditional signs as Simplified ones. */
export type Word = {
	typed: string;
	/** The word as said in Yunnan (`blur`); null for what is no 拼音, as 首字母 without a vowel. */
	blurred: string | null;
	/** Whether a reading can meet any of it. */
	hasLetters: boolean;
};

const LONGEST_QUERY = 64;

/** Half width, small letters. Keeps the length. */
export function fold(text: string): string {
	return halfWidth(text).toLowerCase();
}

/** Traditional signs as Simplified ones. Keeps the length. */
export function simplify(text: string, { simplified }: Characters): string {
	return text.replace(/[\u4e00-\u9fff]/g, (sign) => simplified.get(sign) ?? sign);
}

/** The words of a query, without the marks that part syllables (`xi'an`). No `characters`: Traditional stays as it is. */
export function wordsOf(query: string, characters: Characters | null): Word[] {
	const typed = fold(query.slice(0, LONGEST_QUERY)).replaceAll("'", '');
	return (characters ? simplify(typed, characters) : typed)
		.split(/\s+/)
		.filter(Boolean)
		.map((word) => ({
			typed: word,
			blurred: /^[a-z]*[aeiouv][a-z]*$/.test(word) ? blur(word) : null,
			hasLetters: /[a-z]/.test(word)
		}));
}

/** The readings of a text as the table has them, in the form of `ImplementationItem.readings`. */
export function readingOf(text: string, { readings }: Characters): string {
	return Array.from({ length: text.length }, (_, i) => readings.get(text.charAt(i))?.join('|') ?? '_').join(
		' '
	);
}

const [C, G, H, L, N, S, Z] = Array.from('cghlnsz', (letter) => letter.charCodeAt(0));

/**
 * 拼音 without what Yunnan does not tell apart: zh/z, ch/c, sh/s, n/l, -ng/-n. Letter by letter, so that a word
 * blurs as the text does wherever its syllables part.
 */
export function blur(letters: string): string {
	let blurred = '';
	let before: number | undefined;
	for (let i = 0; i < letters.length; i++) {
		const letter = letters.charCodeAt(i);
		const silent = letter === H ? before === Z || before === C || before === S : letter === G && before === N;
		if (!silent) blurred += letter === L ? 'n' : letters.charAt(i);
		before = letter;
	}
	return blurred;
}

/**
 * Where the stretch of `text` from `start` on ends that is `word` with one letter too many, missing, another, or two
 * neighbours swapped. Null where it does not end at a place where it `mayEnd`.
 */
export function endOneOff(
	text: string,
	start: number,
	word: string,
	mayEnd: (end: number) => boolean
): number | null {
	let same = 0;
	while (same < word.length && text.charCodeAt(start + same) === word.charCodeAt(same)) same++;
	const at = start + same;
	const end = start + word.length;
	if (rest(text, at + 1, word, same + 1) && mayEnd(end)) return end;
	if (rest(text, at, word, same + 1) && mayEnd(end - 1)) return end - 1;
	if (rest(text, at + 1, word, same) && mayEnd(end + 1)) return end + 1;
	const swapped = same + 1 < word.length && text[at] === word[same + 1] && text[at + 1] === word[same];
	return swapped && rest(text, at + 2, word, same + 2) && mayEnd(end) ? end : null;
}

/** Whether the word from `from` on stands in the text at `at`. */
function rest(text: string, at: number, word: string, from: number): boolean {
	for (let i = from; i < word.length; i++) {
		if (text.charCodeAt(at + i - from) !== word.charCodeAt(i)) return false;
	}
	return true;
}
