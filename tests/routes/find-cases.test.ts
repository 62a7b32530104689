import { expect, test } from 'vitest';
import type { CaseRow } from '../../src/lib/device/station.ts';
import { findCases } from '../../src/routes/frame/find-cases.ts';

function row(doc: string, number: string | null, applicantName: string | null, idLastFour: string | null) {
	return { doc, face: { number, applicantName, idLastFour } } as CaseRow;
}

const rows = [
	row('case/a', '532822103202-20261122-07-0001-K4', '玉罕', '002X'),
	row('case/b', '532822103202-20261122-07-0002-M9', '岩温香', '1234'),
	row('case/c', null, null, null)
];

function found(typed: string, most = 10): string[] {
	return findCases(rows, typed, most).map((one) => one.doc);
}

test('a case is found by any part of its number, however it was typed', () => {
	expect(found('0002-m9')).toEqual(['case/b']);
	expect(found('０００１－Ｋ４')).toEqual(['case/a']);
});

test('a case is found by any part of the applicant’s name', () => {
	expect(found('温香')).toEqual(['case/b']);
});

test('a case is found by the last four signs of the identity number, and by no fewer', () => {
	expect(found('002x')).toEqual(['case/a']);
	expect(found('02x')).toEqual([]);
});

test('nothing typed finds nothing, and no more is answered than asked for', () => {
	expect(found('  ')).toEqual([]);
	expect(found('202611', 1)).toEqual(['case/a']);
});
