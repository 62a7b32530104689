import type { CatalogueItem } from './catalogue.ts';
import { halfWidth } from './typed-text.ts';

/** Half-open range of UTF-16 places in a text, to be marked. */
export type Range = [start: number, end: number];

/** An item found, and where the words were found. An alias is told only for words that the name does not have. */
export type Hit = {
	item: CatalogueItem;
	name: Range[];
	alias: { text: string; ranges: Range[] } | null;
	unitName: Range[];
};

type Field = 'name' | 'alias' | 'unitName' | 'code';

/** A text of an item, prepared: for each place of `folded`, the sign there may also be typed as (the start of) one of its readings. */
type Indexed = { field: Field; text: string; folded: string; readings: string[][] };

export type CatalogueIndex = { item: CatalogueItem; texts: Indexed[] }[];

export function buildIndex(items: CatalogueItem[]): CatalogueIndex {
	return items.map((item) => {
		const { aliases, readings, unitName, code } = item.implementation;
		return {
			item,
			texts: [
				indexed('name', item.basic.name, readings[0]),
				...aliases.map((alias, i) => indexed('alias', alias, readings[i + 1])),
				indexed('unitName', unitName, undefined),
				indexed('code', code, undefined)
			]
		};
	});
}

/**
 * Items in which every word of the query is found, the best first. A word may be 汉字, 拼音, 首字母 or a mixture
 * (`zuidishh`, `低bao`): each sign of the item's text is met by itself or by any start of its reading.
 * All items, in the index's order, for an empty query.
 */
export function search(
	index: CatalogueIndex,
	query: string,
	only: { target?: CatalogueItem['implementation']['target']; theme?: string } = {}
): Hit[] {
	const words = fold(query).replaceAll("'", '').split(/\s+/).filter(Boolean);
	const found: { hit: Hit; rank: number; length: number }[] = [];
	for (const { item, texts } of index) {
		const { target, themes } = item.implementation;
		if (only.target !== undefined && target !== only.target) continue;
		if (only.theme !== undefined && !themes.includes(only.theme)) continue;
		const hit: Hit = { item, name: [], alias: null, unitName: [] };
		let rank = 0;
		for (const word of words) {
			const place = bestPlace(texts, word);
			rank += place === null ? Infinity : place.rank;
			if (place === null) break;
			mark(hit, place.shown);
		}
		if (rank < Infinity) found.push({ hit, rank, length: item.basic.name.length });
	}
	if (words.length > 0) found.sort((a, b) => a.rank - b.rank || a.length - b.length);
	return found.map(({ hit }) => hit);
}

function fold(text: string): string {
	return halfWidth(text).toLowerCase();
}

function indexed(field: Field, text: string, reading: string | undefined): Indexed {
	const folded = fold(text);
	const syllables = reading?.split(' ') ?? [];
	return {
		field,
		text,
		folded,
		readings: syllables.length === folded.length ? syllables.map((syllable) => syllable.split('|')) : []
	};
}

type Place = { text: Indexed; range: Range; rank: number };

/** How far each field stands behind the one before it. */
const FIELD_RANK: Record<Field, number> = { name: 0, alias: 0.4, unitName: 4, code: 5 };
const BY_SOUND = 10;

/**
 * Lower rank is better: the whole text, its start, its inside; then the same by sound. Shown is the place in
 * the name if there is one, since the name is what the list shows anyway.
 */
function bestPlace(texts: Indexed[], word: string): { rank: number; shown: Place } | null {
	let best: Place | null = null;
	let named: Place | null = null;
	for (const text of texts) {
		let place = written(text, word);
		if (place === null && (best === null || best.rank >= BY_SOUND)) place = sounded(text, word);
		if (place !== null && text.field === 'name') named = place;
		if (place !== null && (best === null || place.rank < best.rank)) best = place;
	}
	return best && { rank: best.rank, shown: named ?? best };
}

function written(text: Indexed, word: string): Place | null {
	const start = text.folded.indexOf(word);
	return start < 0 ? null : placed(text, start, start + word.length, 0);
}

function sounded(text: Indexed, word: string): Place | null {
	for (let start = 0; start < text.readings.length; start++) {
		const end = meet(text, start, word, 0);
		if (end !== null) return placed(text, start, end, BY_SOUND);
	}
	return null;
}

function placed(text: Indexed, start: number, end: number, penalty: number): Place {
	const whole = start === 0 && end === text.folded.length;
	const rank = (whole ? 0 : start === 0 ? 1 : 2) + FIELD_RANK[text.field] + penalty;
	return { text, range: [start, end], rank };
}

/** Where the run of signs ends that meets the rest of `word` from sign `at`; null if it does not. Longest start of a reading first. */
function meet(text: Indexed, at: number, word: string, from: number): number | null {
	if (from === word.length) return at;
	if (at >= text.readings.length) return null;
	if (text.folded[at] === word[from]) {
		const end = meet(text, at + 1, word, from + 1);
		if (end !== null) return end;
	}
	for (const reading of text.readings[at] ?? []) {
		for (let length = commonStart(reading, word, from); length > 0; length--) {
			const end = meet(text, at + 1, word, from + length);
			if (end !== null) return end;
		}
	}
	return null;
}

function commonStart(reading: string, word: string, from: number): number {
	let length = 0;
	while (length < reading.length && reading[length] === word[from + length]) length++;
	return length;
}

function mark(hit: Hit, { text: { field, text }, range }: Place): void {
	if (field === 'name') hit.name.push(range);
	if (field === 'unitName') hit.unitName.push(range);
	if (field === 'alias') {
		hit.alias ??= { text, ranges: [] };
		if (hit.alias.text === text) hit.alias.ranges.push(range);
	}
}
