import type { CaseRow } from '$lib/device/station.ts';
import { readCaseNumber, shortCaseNumber } from '$lib/domain/case-number.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { findNamed } from './find-named.ts';

/**
 * Cases by any part of the number, whole or short, also where a letter was taken for a digit; by the name in 汉字,
 * 拼音 or 首字母; by the last four signs of the identity number, which are all that a row holds. Newest first, as the
 * rows come.
 */
export function findCases(
	rows: readonly CaseRow[],
	typed: string,
	most: number,
	characters: Characters | null = null
): CaseRow[] {
	const whole = readCaseNumber(typed);
	// Spoken with pauses, a number comes as several words.
	if (whole) return rows.filter(({ face }) => face.number && isSame(readCaseNumber(face.number), whole));
	return findNamed(rows, typed.normalize('NFKC'), most, characters, {
		name: ({ face }) => face.applicantName ?? '',
		numbered: ({ face: { number, idLastFour } }, word) =>
			(number !== null && isPartOf(clear(word), number)) ||
			(word.length === 4 && idLastFour?.toUpperCase() === word)
	});
}

function isPartOf(word: string, number: string): boolean {
	// A lone letter stands in every number.
	if (!/\d/.test(word)) return false;
	return clear(number).includes(word) || clear(shortCaseNumber(number)).includes(word);
}

function isSame(a: ReturnType<typeof readCaseNumber>, b: ReturnType<typeof readCaseNumber>): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/** Letters that are taken for digits, as the digits they are taken for. */
function clear(text: string): string {
	return text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
