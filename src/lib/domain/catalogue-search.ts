import type { CatalogueItem } from './catalogue.ts';
import type { Characters } from './characters.ts';
import { readingOf, wordsOf, type Word } from './spelling.ts';
import {
	eachNearPlace,
	eachPlace,
	indexTexts,
	nearPlacesIn,
	placesIn,
	type Manner,
	type Range,
	type Readable,
	type Take,
	type TextIndex
} from './text-index.ts';

/** An item found, and where the words were found. An alias is told only for words that the name does not have. */
export type Hit = {
	item: CatalogueItem;
	name: Range[];
	alias: { text: string; ranges: Range[] } | null;
	unitName: Range[];
	/** Found only by taking a word for one that is said or spelled nearly so. */
	near: boolean;
};

/** The best of the hits, as many as were asked for, and how many there are. */
export type Hits = { count: number; hits: Hit[] };

type Field = 'name' | 'alias' | 'code' | 'unitName' | 'told';
type Text = Readable & { field: Field; /** Places in `items` of those that bear it. */ items: number[] };

export type CatalogueIndex = {
	items: CatalogueItem[];
	texts: Text[];
	/** By item, its texts; those of its own come first. */
	textsOf: number[][];
	index: TextIndex;
	characters: Characters | null;
};

/** What a list keeps to, whatever the words are. */
export type Only = {
	target?: CatalogueItem['implementation']['target'];
	/** Where it can be handed in: 村, 乡镇, 县. */
	level?: string;
	unitName?: string;
	theme?: string;
};

/** What people call those whom an item is for, and the levels at which it can be handed in. */
const ALSO_CALLED: Record<string, string[]> = {
	个人: ['个人', '群众'],
	法人: ['法人', '企业', '公司', '个体户'],
	村: ['村', '社区'],
	乡镇: ['乡镇', '街道']
};

/** Without `characters`, departments, levels and themes are found by 汉字 only, and nothing by Traditional ones. */
export function buildIndex(items: CatalogueItem[], characters: Characters | null): CatalogueIndex {
	const texts: Text[] = [];
	const textsOf: number[][] = items.map(() => []);
	const shared = new Map<string, number>();
	const add = (text: Text) => texts.push(text) - 1;
	/** One text for all that bear it, so that it is looked through once. */
	const share = (field: Field, text: string) => {
		const key = `${field} ${text}`;
		const reading = characters ? readingOf(text, characters) : undefined;
		const number = shared.get(key) ?? add({ field, text, reading, items: [] });
		shared.set(key, number);
		return number;
	};
	for (const [at, { basic, implementation }] of items.entries()) {
		const { aliases, readings, unitName, code, target, acceptLevels, themes } = implementation;
		const told = [...[target, ...acceptLevels].flatMap((word) => ALSO_CALLED[word] ?? [word]), ...themes];
		textsOf[at] = [
			add({ field: 'name', text: basic.name, reading: readings[0], items: [] }),
			...aliases.map((text, i) => add({ field: 'alias', text, reading: readings[i + 1], items: [] })),
			add({ field: 'code', text: code, items: [] }),
			share('unitName', unitName),
			...told.map((text) => share('told', text))
		];
		for (const text of textsOf[at] ?? []) texts[text]?.items.push(at);
	}
	return { items, texts, textsOf, index: indexTexts(texts), characters };
}

/** With fewer hits than this, what is shortened or spelled nearly so is told behind them. */
const FEW = 5;

/**
 * Items in which every word of the query is found, in any order: in name, aliases, department, code, level, theme, or
 * for whom it is; the best first. A word may be 汉字, 拼音, 首字母 or a mixture (`zuidishh`, `低bao`): each sign is met
 * by itself or by any start of its reading. All items, in the index's order, for an empty query.
 */
export function search(catalogue: CatalogueIndex, query: string, most: number, only: Only = {}): Hits {
	const { items } = catalogue;
	const words = wordsOf(query, catalogue.characters);
	const ranks = new Float64Array(items.length);
	for (const [at, item] of items.entries()) if (!isAllowed(item, only)) ranks[at] = Infinity;
	for (const word of words) addRanks(catalogue, word, ranks, false);
	let found = inOrder(catalogue, ranks, words.length > 0);
	if (words.length > 0 && found.length < FEW) found = [...found, ...nearly(catalogue, words, ranks, only)];
	return { count: found.length, hits: found.slice(0, most).map((at) => hitOf(catalogue, at, words)) };
}

function isAllowed({ implementation }: CatalogueItem, { target, level, unitName, theme }: Only): boolean {
	return (
		(target === undefined || implementation.target === target) &&
		(level === undefined || implementation.acceptLevels.includes(level)) &&
		(unitName === undefined || implementation.unitName === unitName) &&
		(theme === undefined || implementation.themes.includes(theme))
	);
}

/** What is found only nearly, behind what was found (finite in `ranks`). */
function nearly(catalogue: CatalogueIndex, words: Word[], ranks: Float64Array, only: Only): number[] {
	const near = new Float64Array(ranks.length);
	for (const [at, item] of catalogue.items.entries()) {
		if ((ranks[at] ?? 0) < Infinity || !isAllowed(item, only)) near[at] = Infinity;
	}
	for (const word of words) addRanks(catalogue, word, near, true);
	return inOrder(catalogue, near, true);
}

/** How far each field stands behind the one before it. */
const FIELD_RANK: Record<Field, number> = { name: 0, alias: 4, unitName: 40, code: 50, told: 60 };
const MANNER_RANK: Record<Manner, number> = {
	written: 0,
	sounded: 100,
	shortened: 500,
	alike: 1000,
	'one-off': 1100
};

/** Lower is better: the whole text, its start, its inside; then the same by sound. Infinite where it is none. */
function rankOf({ text, field }: Text, start: number, end: number, manner: Manner, word: Word): number {
	const near = manner === 'alike' || manner === 'one-off';
	if (near && (field === 'told' || (field === 'unitName' && manner === 'one-off'))) return Infinity;
	// The fewer signs were left out, the surer; a code or a level is not shortened.
	if (manner === 'shortened') {
		if (field === 'code' || field === 'told') return Infinity;
		return end - start - word.typed.length + FIELD_RANK[field] + MANNER_RANK[manner];
	}
	const inside = start > 0 ? 20 : end < text.length ? 10 : 0;
	// The first letter of a level or theme would find half the catalogue.
	if (field === 'told' && manner !== 'written' && (word.typed.length < 2 || start > 0)) return Infinity;
	return inside + FIELD_RANK[field] + MANNER_RANK[manner];
}

/** Adds to each item's rank that of the word's best place in it. */
function addRanks({ texts, index }: CatalogueIndex, word: Word, ranks: Float64Array, near: boolean): void {
	const best = new Float64Array(ranks.length).fill(Infinity);
	const take: Take = (number, start, end, manner) => {
		const text = texts[number];
		if (!text) return;
		const rank = rankOf(text, start, end, manner, word);
		for (const at of text.items) if (rank < (best[at] ?? 0)) best[at] = rank;
	};
	eachPlace(index, word, take);
	if (near) eachNearPlace(index, word, take);
	for (let at = 0; at < ranks.length; at++) ranks[at] = (ranks[at] ?? 0) + (best[at] ?? 0);
}

/** Numbers of the items that have a rank; by rank, then the shorter name, then as they stand. */
function inOrder({ items }: CatalogueIndex, ranks: Float64Array, ranked: boolean): number[] {
	const keys = new Float64Array(ranks.length);
	let count = 0;
	for (let at = 0; at < ranks.length; at++) {
		const rank = ranks[at] ?? Infinity;
		if (rank === Infinity) continue;
		// One number for all three, since numbers sort ten times faster than what must be compared by a function.
		const length = Math.min(items[at]?.basic.name.length ?? 0, 255);
		keys[count++] = (ranked ? rank * 256 + length : 0) * 2 ** 24 + at;
	}
	return Array.from(keys.subarray(0, count).sort(), (key) => key % 2 ** 24);
}

/** Marks each word at its best place; in the name if it is there at all, since that is what lists show anyway. */
function hitOf({ items, texts, textsOf, index }: CatalogueIndex, at: number, words: Word[]): Hit {
	const item = items[at];
	if (!item) throw new Error('a hit that is no item');
	const hit: Hit = { item, name: [], alias: null, unitName: [], near: false };
	for (const word of words) {
		let best: Place | null = null;
		let named: Place | null = null;
		const take: Take = (number, start, end, manner) => {
			const text = texts[number];
			if (!text) return;
			const rank = rankOf(text, start, end, manner, word);
			const place: Place = { text, range: [start, end], rank, manner };
			if (rank < (best?.rank ?? Infinity)) best = place;
			if (text.field === 'name' && rank < (named?.rank ?? Infinity)) named = place;
		};
		for (const number of textsOf[at] ?? []) placesIn(index, number, word, take);
		if (best === null) for (const number of textsOf[at] ?? []) nearPlacesIn(index, number, word, take);
		mark(hit, named ?? best);
	}
	return hit;
}

type Place = { text: Text; range: Range; rank: number; manner: Manner };

function mark(hit: Hit, place: Place | null): void {
	if (place === null) return;
	const { text, range, manner } = place;
	if (manner === 'alike' || manner === 'one-off') hit.near = true;
	if (text.field === 'name') hit.name.push(range);
	if (text.field === 'unitName') hit.unitName.push(range);
	if (text.field === 'alias') {
		hit.alias ??= { text: text.text, ranges: [] };
		if (hit.alias.text === text.text) hit.alias.ranges.push(range);
	}
}
