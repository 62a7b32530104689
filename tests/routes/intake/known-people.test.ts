import { expect, test } from 'vitest';
import { characters } from '../../../src/lib/domain/characters.ts';
import type { Person } from '../../../src/lib/device/station.ts';
import { fieldsOfPerson, fillIn, peopleLike } from '../../../src/routes/intake/known-people.ts';

const source = { doc: 'case/1', number: null, unit: 'village', at: 1_795_000_000_000 };

function person(name: string, idNumber: string, known: Record<string, string> = {}): Person {
	const values = Object.entries({ name, ...known }).map(([key, value]) => [key, { value, source }] as const);
	return {
		...{ key: idNumber, name, identity: { idType: '身份证', idNumber }, cases: [], kin: [] },
		known: Object.fromEntries(values)
	};
}

const wen = person('岩温', '53282219660506001X', {
	phone: '13800000001',
	address: '曼国村三组',
	since: '2020'
});
const xiang = person('玉香', '532822198503040025');

test.each([
	['a part of the name', { 'applicant.name': '温' }, [wen]],
	['the last four of the number, typed where the cursor stands', { 'applicant.name': '001x' }, [wen]],
	['the initials of the name', { 'applicant.name': 'yx' }, [xiang]],
	['拼音, also when 岩 is read ái', { 'applicant.name': 'aiwen' }, [wen]],
	['the beginning of the number', { 'applicant.idNumber': '532822198' }, [xiang]],
	['three digits are too few', { 'applicant.name': '001' }, []],
	['nothing typed', {}, []]
])('%s finds whom this device knows', (_, fields, found) => {
	expect(peopleLike([wen, xiang], fields, 'applicant', characters)).toEqual(found);
});

test('someone who is filled in is not offered again', () => {
	const { fields } = fieldsOfPerson(wen, 'applicant', () => null);
	expect(peopleLike([wen, xiang], fields, 'applicant', characters)).toEqual([]);
});

test('of someone filled in by mistake only what was typed stays when another is filled in', () => {
	const mistaken = fieldsOfPerson(wen, 'applicant', () => null);
	const typed = { fields: { ...mistaken.fields, 'proxy.name': '玉波' }, sources: mistaken.sources };
	delete typed.sources['applicant.address'];
	const { fields, sources } = fillIn(
		typed,
		fieldsOfPerson(xiang, 'applicant', () => null),
		'applicant'
	);
	expect(fields).toEqual({
		'applicant.name': '玉香',
		'applicant.idType': '身份证',
		'applicant.idNumber': '532822198503040025',
		'applicant.address': '曼国村三组',
		'proxy.name': '玉波'
	});
	expect(Object.keys(sources)).not.toContain('applicant.phone');
});

test('what is known fills the fields that the screen has, each with its source', () => {
	const filled = fieldsOfPerson(wen, 'applicant', () => '低保');
	expect(filled.fields).toEqual({
		'applicant.name': '岩温',
		'applicant.idType': '身份证',
		'applicant.idNumber': '53282219660506001X',
		'applicant.phone': '13800000001',
		'applicant.address': '曼国村三组'
	});
	expect(filled.sources['applicant.phone']).toEqual({ at: source.at, item: '低保' });
	expect(Object.keys(fieldsOfPerson(wen, 'proxy', () => null).fields)).not.toContain('proxy.address');
});
