import { expect, test } from 'vitest';
import { attachmentsDue } from '../../../src/routes/intake/attachments.ts';
import { changedFields, fieldsToWrite, whoFaults } from '../../../src/routes/intake/checks.ts';
import type { DraftPaper, IntakeContent } from '../../../src/routes/intake/draft.ts';

const card: DraftPaper = {
	paper: 'm1',
	name: '居民身份证',
	way: 'seen',
	copies: 0,
	photographs: [],
	instead: ''
};
const register: DraftPaper = { ...card, paper: 'm2', name: '居民户口簿', way: 'copy', copies: 1 };

function typed(facts: Partial<IntakeContent>): IntakeContent {
	return {
		...{
			step: 'who',
			by: 'self',
			fields: {},
			sources: {},
			to: null,
			signature: [],
			principal: null,
			onPaper: false
		},
		matter: { situations: [], papers: [], aside: [], written: {}, attached: [], optional: [] },
		...facts
	};
}

test('only what changed on the counter is attached, and what was put by mistake is taken back', () => {
	expect(attachmentsDue([card, register], [card, { ...register, copies: 2 }])).toEqual([
		{ ...register, copies: 2 }
	]);
	expect(attachmentsDue([card, register], [card])).toEqual([
		{ paper: 'm2', name: '居民户口簿', way: 'remove', copies: 0, photographs: [], instead: '' }
	]);
	expect(attachmentsDue([card], [card])).toEqual([]);
});

test('a field that only a colleague changed is not written again; an emptied one is', () => {
	const written = { 'applicant.phone': '1', 'applicant.address': '曼国村' };
	expect(changedFields(written, { 'applicant.phone': '1', 'form.purpose': '低保' })).toEqual({
		'applicant.address': '',
		'form.purpose': '低保'
	});
});

test('a case is opened with a name and a sound identity number, and with a proxy only when the proxy is known', () => {
	const fields = { 'applicant.name': '玉香', 'applicant.idNumber': '11010519491231002x' };
	expect(whoFaults(typed({ fields }))).toEqual({});
	expect(whoFaults(typed({ fields, by: 'proxy' }))).toEqual({
		'proxy.name': 'missing',
		'proxy.relation': 'missing',
		'proxy.idNumber': 'missing'
	});
	const proxy = {
		'proxy.name': '玉罕',
		'proxy.relation': '子女',
		'proxy.idNumber': fields['applicant.idNumber']
	};
	expect(whoFaults(typed({ fields: { ...fields, ...proxy }, by: 'proxy' }))).toEqual({
		'proxy.idNumber': 'id-taken'
	});
	expect(whoFaults(typed({ fields: { ...fields, 'applicant.idNumber': '110105194912310021' } }))).toEqual({
		'applicant.idNumber': 'id-check-digit'
	});
});

test('a passport number is taken as it is; an identity number is written in its one form', () => {
	const passport = { 'applicant.name': 'Ai', 'applicant.idType': '护照', 'applicant.idNumber': 'E12345678' };
	expect(whoFaults(typed({ fields: passport }))).toEqual({});
	expect(
		fieldsToWrite(typed({ fields: { 'applicant.idNumber': ' 11010519491231002x ', 'proxy.name': '岩' } }), [])
	).toEqual({
		'applicant.idNumber': '11010519491231002X'
	});
});

test('of the family those are written of whom something is said, and each needs a name', () => {
	const fields = {
		'applicant.name': '玉香',
		'applicant.idNumber': '11010519491231002x',
		'family.0.idType': '身份证',
		'family.1.relation': '子女'
	};
	expect(whoFaults(typed({ fields }))).toEqual({ 'family.1.name': 'missing' });
	expect(fieldsToWrite(typed({ fields }), [])).not.toHaveProperty(['family.0.idType']);
	expect(fieldsToWrite(typed({ fields }), [])).toHaveProperty(['family.1.relation'], '子女');
});

test('authority that ends before it begins is told, and the number is judged by the document that was shown', () => {
	const fields = {
		'applicant.name': '陈先生',
		'applicant.idType': '港澳台居民居住证',
		'applicant.idNumber': '11010519491231002X',
		'proxy.name': '岩罕',
		'proxy.relation': '邻居',
		'proxy.idNumber': '11010519491231002X',
		'proxy.from': '2026-11-25',
		'proxy.until': '2026-11-24'
	};
	expect(whoFaults(typed({ fields, by: 'proxy' }))).toEqual({
		'applicant.idNumber': 'id-region',
		'proxy.until': 'dates'
	});
});
