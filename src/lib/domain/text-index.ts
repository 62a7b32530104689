import { blur, endOneOff, fold, type Word } from './spelling.ts';

/** Half-open range of UTF-16 places in a text, to be marked. */
export type Range = [start: number, end: number];

/**
 * Texts prepared for searching by 汉字, 拼音, 首字母 or a mixture of them, one behind the other, each closed by a
 * line's end: at every key all of them are looked through, so that is done over flat arrays.
 */
export type TextIndex = {
	joined: string;
	/** By place in `joined`: how the sign there is read. Empty for what has no reading. */
	readings: (readonly string[])[];
	/** By place: a bit for each letter with which a word may begin there. */
	heads: Uint32Array;
	/** By place: a bit for each letter that may come second. */
	seconds: Uint32Array;
	/** By place: which text it is in. */
	textAt: Uint32Array;
	/** By text, and one more at the end: where it begins. */
	begins: Uint32Array;
	/** First readings in one, blurred, and by place where each begins in it. */
	blurred: string;
	blurredAt: Uint32Array;
	/** By place: the two letters of `blurred` there, the first in the upper byte. */
	blurredHeads: Uint16Array;
};

/** A text, and a syllable for each sign (`ai|yan wen`); one that does not fit the text is as none. */
export type Readable = { text: string; reading?: string | undefined };

const NONE: readonly string[] = [];

export function indexTexts(texts: readonly Readable[]): TextIndex {
	const joined = texts.map(({ text }) => `${fold(text)}\n`).join('');
	const index: TextIndex = {
		joined,
		readings: Array<readonly string[]>(joined.length).fill(NONE),
		heads: new Uint32Array(joined.length),
		seconds: new Uint32Array(joined.length),
		textAt: new Uint32Array(joined.length),
		begins: new Uint32Array(texts.length + 1),
		blurred: '',
		blurredAt: new Uint32Array(joined.length),
		blurredHeads: new Uint16Array(joined.length)
	};
	const known = new Map<string, readonly string[]>();
	const waysOf = (syllable: string) => {
		const ways = known.get(syllable) ?? syllable.split('|');
		known.set(syllable, ways);
		return ways;
	};
	let place = 0;
	for (const [number, { text, reading }] of texts.entries()) {
		const syllables = reading?.split(' ') ?? [];
		const fits = syllables.length === text.length;
		index.begins[number] = place;
		let before = '';
		for (let i = 0; i <= text.length; i++, place++) {
			const ways = fits && i < text.length ? waysOf(syllables[i] ?? '') : NONE;
			index.readings[place] = ways;
			index.heads[place] = letterBit(joined.charCodeAt(place)) | letterBits(ways, 0);
			index.seconds[place] = letterBits(ways, 1);
			index.textAt[place] = number;
			index.blurredAt[place] = index.blurred.length;
			const [way = ''] = ways;
			// As the whole would blur: a g after an n goes, also where it begins a syllable.
			index.blurred += blur(way).slice(before.endsWith('n') && way.startsWith('g') ? 1 : 0);
			before = way;
		}
		index.blurred += '\n';
	}
	index.begins[texts.length] = place;
	for (let at = 0; at + 1 < joined.length; at++) {
		index.seconds[at] = (index.seconds[at] ?? 0) | (index.heads[at + 1] ?? 0);
	}
	for (let at = 0; at < joined.length; at++) {
		const start = index.blurredAt[at] ?? 0;
		index.blurredHeads[at] = twoLetters(index.blurred, start);
	}
	return index;
}

function twoLetters(text: string, at: number): number {
	return (text.charCodeAt(at) << 8) | text.charCodeAt(at + 1);
}

function letterBits(ways: readonly string[], at: number): number {
	let bits = 0;
	for (const way of ways) if (at < way.length) bits |= letterBit(way.charCodeAt(at));
	return bits;
}

/** 0 for what is no small letter. */
function letterBit(code: number): number {
	return code >= 97 && code <= 122 ? 1 << (code - 97) : 0;
}

/** How a word was found: as it is written, as it is read, with signs left out (居民医保), said alike in Yunnan, or one letter off. */
export type Manner = 'written' | 'sounded' | 'shortened' | 'alike' | 'one-off';

/** Told of a place: the text's number, and the range within the text. */
export type Take = (text: number, start: number, end: number, manner: Manner) => void;

/** Tells of each text the first place where the word stands as written, and the first where it is read so. */
export function eachPlace(index: TextIndex, word: Word, take: Take): void {
	const { joined, textAt, begins } = index;
	const { typed } = word;
	for (let at = joined.indexOf(typed); at >= 0;) {
		const text = textAt[at] ?? 0;
		const begin = begins[text] ?? 0;
		take(text, at - begin, at - begin + typed.length, 'written');
		at = joined.indexOf(typed, begins[text + 1]);
	}
	if (word.hasLetters) eachSounded(index, word, take, 0, index.joined.length);
}

/** The same in one text. */
export function placesIn(index: TextIndex, text: number, word: Word, take: Take): void {
	const begin = index.begins[text] ?? 0;
	const end = index.begins[text + 1] ?? 0;
	const start = index.joined.slice(begin, end).indexOf(word.typed);
	if (start >= 0) take(text, start, start + word.typed.length, 'written');
	if (word.hasLetters) eachSounded(index, word, take, begin, end);
}

function eachSounded(index: TextIndex, { typed }: Word, take: Take, from: number, to: number): void {
	const { joined, textAt, begins, heads, seconds } = index;
	const first = typed.charCodeAt(0);
	const bit = letterBit(first);
	const second = typed.length > 1 ? letterBit(typed.charCodeAt(1)) : 0;
	for (let at = from; at < to; at++) {
		if (bit === 0 ? joined.charCodeAt(at) !== first : ((heads[at] ?? 0) & bit) === 0) continue;
		if (second !== 0 && ((seconds[at] ?? 0) & second) === 0) continue;
		const end = meet(index, at, typed, 0);
		if (end === null) continue;
		const text = textAt[at] ?? 0;
		const begin = begins[text] ?? 0;
		take(text, at - begin, end - begin, 'sounded');
		at = (begins[text + 1] ?? 0) - 1;
	}
}

/** Where the run of signs ends that meets the rest of `word` from place `at`; null if it does not. Longest start of a reading first. */
function meet(index: TextIndex, at: number, word: string, from: number): number | null {
	if (from === word.length) return at;
	if (index.joined.charCodeAt(at) === word.charCodeAt(from)) {
		const end = meet(index, at + 1, word, from + 1);
		if (end !== null) return end;
	}
	for (const reading of index.readings[at] ?? NONE) {
		for (let length = commonStart(reading, word, from); length > 0; length--) {
			const end = meet(index, at + 1, word, from + length);
			if (end !== null) return end;
		}
	}
	return null;
}

function commonStart(reading: string, word: string, from: number): number {
	let length = 0;
	while (length < reading.length && reading.charCodeAt(length) === word.charCodeAt(from + length)) length++;
	return length;
}

/** From this many letters on, one may be wrong; from `VERY_FORGIVING` on, it may be the first. */
const FORGIVING = 4;
const VERY_FORGIVING = 6;

/**
 * Tells of each text the first place that is said nearly so (n/l, zh/z, in/ing and the like), and the first that is
 * one letter off, up to the end of a syllable. Only for 拼音 of three letters and more: short words are near to everything.
 * Of 汉字 the first stretch in which they stand in their order with others between them, as people shorten long names.
 */
export function eachNearPlace(index: TextIndex, word: Word, take: Take): void {
	nearPlaces(index, word, take, 0, index.joined.length);
	shortenedPlaces(index, word, take, 0, index.joined.length);
}

/** The same in one text. */
export function nearPlacesIn(index: TextIndex, text: number, word: Word, take: Take): void {
	const [from, to] = [index.begins[text] ?? 0, index.begins[text + 1] ?? 0];
	nearPlaces(index, word, take, from, to);
	shortenedPlaces(index, word, take, from, to);
}

/** Two signs stand in too many names. */
const SHORTEST_SHORTENED = 3;
/** How many signs may be left out for each that is written: 医保 of 医疗保险, 居民医保 of 居民基本医疗保险. */
const LEFT_OUT = 1.5;

function shortenedPlaces(
	{ joined, textAt, begins }: TextIndex,
	word: Word,
	take: Take,
	from: number,
	to: number
): void {
	const { typed } = word;
	if (typed.length < SHORTEST_SHORTENED || !/^\p{Script=Han}+$/u.test(typed)) return;
	for (let at = joined.indexOf(typed.charAt(0), from); at >= 0 && at < to;) {
		const text = textAt[at] ?? 0;
		const close = begins[text + 1] ?? 0;
		let end = at + 1;
		for (let i = 1; i < typed.length && end > 0; i++) end = joined.indexOf(typed.charAt(i), end) + 1;
		const isHere = end > 0 && end <= close && end - at <= typed.length * (1 + LEFT_OUT);
		if (isHere) take(text, at - (begins[text] ?? 0), end - (begins[text] ?? 0), 'shortened');
		at = joined.indexOf(typed.charAt(0), isHere ? close : at + 1);
	}
}

function nearPlaces(index: TextIndex, { blurred: word }: Word, take: Take, from: number, to: number): void {
	if (word === null || word.length < 3) return;
	const { blurred, blurredAt, blurredHeads, textAt, begins } = index;
	const first = word.charCodeAt(0);
	const second = word.charCodeAt(1);
	const swapped = (second << 8) | first;
	const firstMayBeWrong = word.length >= VERY_FORGIVING;
	let forgiven = -1;
	for (let at = from; at < to; at++) {
		// Nearly every sign of every text fails here.
		const heads = blurredHeads[at] ?? 0;
		const head = heads >> 8;
		if (head !== first && heads !== swapped) {
			const next = heads & 0xff;
			if (!firstMayBeWrong || (next !== second && head !== second && next !== first)) continue;
		}
		const start = blurredAt[at] ?? 0;
		const text = textAt[at] ?? 0;
		const begin = begins[text] ?? 0;
		if (blurred.startsWith(word, start)) {
			take(text, at - begin, signAt(index, at, start + word.length) - begin, 'alike');
			at = (begins[text + 1] ?? 0) - 1;
		} else if (word.length >= FORGIVING && forgiven !== text) {
			const end = endOneOff(blurred, start, word, (place) => blurredAt[signAt(index, at, place)] === place);
			if (end === null) continue;
			forgiven = text;
			take(text, at - begin, signAt(index, at, end) - begin, 'one-off');
		}
	}
}

/** The place of the first sign, after `at`, that is spelled at `end` or behind it. */
function signAt({ blurredAt }: TextIndex, at: number, end: number): number {
	let sign = at + 1;
	while (sign < blurredAt.length && (blurredAt[sign] ?? 0) < end) sign++;
	return sign;
}
