import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { characters } from '../../src/lib/domain/characters.ts';
import { readingOf, wordsOf } from '../../src/lib/domain/spelling.ts';

test('the signs of names here are read as people here read them', () => {
	expect(readingOf('岩温', characters)).toBe('ai|yan wen');
	expect(readingOf('玉罕', characters)).toBe('yu han');
	expect(characters.readings.get('召')).toContain('zhao');
	expect(characters.readings.get('刀')).toEqual(['dao']);
	expect(characters.readings.get('勐')).toEqual(['meng']);
});

test('every sign that is read at all is read as pinyin-pro reads it', () => {
	for (const [sign, ways] of characters.readings) {
		const [first] = pinyin(sign, { toneType: 'none', type: 'array', v: true });
		expect(ways).toContain(first);
	}
});

test('Traditional signs, whichever way they are written, are looked for as Simplified ones', () => {
	const looked = (query: string) => wordsOf(query, characters).map(({ typed }) => typed);
	expect(looked('殘疾人證 臺灣')).toEqual(['残疾人证', '台湾']);
	expect(looked('巖溫')).toEqual(['岩温']);
	expect(looked('低保')).toEqual(['低保']);
});
