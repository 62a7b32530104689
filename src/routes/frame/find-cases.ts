import type { BundleRow, CaseRow } from '$lib/device/station.ts';
import { isSameCaseNumber, readCaseNumber, shortCaseNumber } from '$lib/domain/case-number.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { findNamed } from './find-named.ts';

/**
 * Cases by any part of the number, whole or short, also where a letter was taken for a digit; by the name in 汉字,
 * 拼音 or 首字母; by the last four signs of the identity number, which are all that a row holds; where `itemName` is
 * given, by any part of the item's name. In the order of the rows.
 */
export function findCases(
	rows: readonly CaseRow[],
	typed: string,
	most: number,
	characters: Characters | null,
	itemName?: (code: string) => string
): CaseRow[] {
	const whole = readCaseNumber(typed);
	// Spoken with pauses, a number comes as several words.
	if (whole) {
		return rows.filter(({ face }) => face.number && isSameCaseNumber(readCaseNumber(face.number), whole));
	}
	return findNamed(rows, typed.normalize('NFKC'), most, characters, {
		name: ({ face }) => face.applicantName ?? '',
		numbered: ({ face: { number, idLastFour }, itemCode }, word) =>
			(number !== null && isPartOf(clear(word), number)) ||
			(word.length === 4 && idLastFour?.toUpperCase() === word) ||
			(itemName !== undefined && itemCode !== null && itemName(itemCode).toUpperCase().includes(word))
	});
}

/** 一件事 that was taken in, by any part of its number, as with cases: its row has no name. In the order of the rows. */
export function findTogether(rows: readonly BundleRow[], typed: string, most: number): BundleRow[] {
	const whole = readCaseNumber(typed);
	const word = clear(typed.normalize('NFKC').trim());
	const fits = (number: string): boolean =>
		whole ? isSameCaseNumber(readCaseNumber(number), whole) : isPartOf(word, number);
	return rows.filter(({ number }) => number !== null && fits(number)).slice(0, most);
}

function isPartOf(word: string, number: string): boolean {
	// A lone letter stands in every number.
	if (!/\d/.test(word)) return false;
	return clear(number).includes(word) || clear(shortCaseNumber(number)).includes(word);
}

/** Letters that are taken for digits, as the digits they are taken for. */
function clear(text: string): string {
	return text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
