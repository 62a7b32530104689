import { expect, test } from 'vitest';
import type { CaseRow } from '../../src/lib/device/station.ts';
import { characters } from '../../src/lib/domain/characters.ts';
import { findCases } from '../../src/routes/frame/find-cases.ts';

function row(doc: string, number: string | null, applicantName: string | null, idLastFour: string | null) {
	return { doc, face: { number, applicantName, idLastFour } } as CaseRow;
}

const rows = [
	row('case/a', '532822103202-261122-007-0001-K4F', '玉罕', '002X'),
	row('case/b', '532822103202-261122-007-0002-M9D', '岩温香', '1234'),
	row('case/c', null, null, null)
];

function found(typed: string, most = 10): string[] {
	return findCases(rows, typed, most, characters).map((one) => one.doc);
}

test('a case is found by any part of its number, however it was typed', () => {
	expect(found('0002-m9')).toEqual(['case/b']);
	expect(found('０００１－Ｋ４')).toEqual(['case/a']);
});

test('a case is found by its short number, and with letters typed for digits', () => {
	expect(found('1122-0002')).toEqual(['case/b']);
	expect(found('ll22-OOO2')).toEqual(['case/b']);
});

test('a case is found by any part of the applicant’s name, by its sound, and by how Yunnan says it', () => {
	expect(found('温香')).toEqual(['case/b']);
	expect(found('aiwen')).toEqual(['case/b']);
	expect(found('yanwx')).toEqual(['case/b']);
	expect(found('巖溫')).toEqual(['case/b']);
	expect(found('yuhang')).toEqual(['case/a']);
});

test('a case is found by the last four signs of the identity number, and by no fewer', () => {
	expect(found('002x')).toEqual(['case/a']);
	expect(found('02x')).toEqual([]);
});

test('a name and the last four signs together tell two of one name apart', () => {
	expect(found('岩温 1234')).toEqual(['case/b']);
	expect(found('岩温 002x')).toEqual([]);
});

test('nothing typed finds nothing, and no more is answered than asked for', () => {
	expect(found('  ')).toEqual([]);
	expect(found('261122', 1)).toEqual(['case/a']);
});
