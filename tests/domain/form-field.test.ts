import { expect, test } from 'vitest';
import {
	askedFields,
	formFaults,
	formValues,
	readField,
	type FormField
} from '../../src/lib/domain/form-field.ts';
import { standardFields } from '../../src/lib/domain/standard-fields.ts';

const blank: FormField = {
	...{ key: 'form.income', kind: 'amount', label: '家庭年收入', options: [], usual: '', when: null },
	required: false
};

test.each([
	['１２３４．５', 123450],
	['1,234.50', 123450],
	['0', 0],
	['', '']
])('an amount typed as %j is kept in fen', (typed, value) => {
	expect(readField(blank, { 'form.income': typed })).toEqual({ ok: true, value });
});

test.each(['-1', '12.345', '一百', '9999999999999'])('%j is no amount', (typed) => {
	expect(readField(blank, { 'form.income': typed })).toEqual({ ok: false, code: 'not-an-amount' });
});

test('a day must exist, a number be one', () => {
	const date = { ...blank, kind: 'date' } as const;
	expect(readField(date, { 'form.income': '2026-02-30' })).toEqual({ ok: false, code: 'not-a-date' });
	expect(readField({ ...blank, kind: 'number' }, { 'form.income': '3.5' })).toEqual({ ok: true, value: 3.5 });
	expect(readField({ ...blank, kind: 'number' }, { 'form.income': 'x' })).toMatchObject({
		code: 'not-a-number'
	});
});

test('where to post it is asked only when it is to be posted, and then it is needed', () => {
	const fields = standardFields({ atVillage: false, hasPhone: true });
	expect(askedFields(fields, {}).map(({ key }) => key)).not.toContain('form.postTo');
	expect(formFaults(fields, {})).toEqual({});
	const posted = { 'form.resultBy': 'post' };
	expect(formFaults(fields, posted)).toEqual({ 'form.postTo': 'missing' });
	expect(formValues(fields, { ...posted, 'form.postTo': ' 曼国村 3 号 ' })).toMatchObject({
		'form.postTo': '曼国村 3 号'
	});
});

test('an address typed before the person chose to come for it is not written', () => {
	const fields = standardFields({ atVillage: false, hasPhone: true });
	expect(formValues(fields, { 'form.resultBy': 'collect', 'form.postTo': '曼国村' })).not.toHaveProperty(
		'form.postTo'
	);
});

test('in a village the agent brings the result, and who has no telephone is told through the village', () => {
	expect(
		formValues(standardFields({ atVillage: true, hasPhone: false }), { 'form.notifyBy': 'call' })
	).toEqual({
		'form.kind': 'first',
		'form.resultBy': 'agent',
		'form.notifyBy': 'village'
	});
});

test('several choices are kept joined by commas, those that are offered no more left out', () => {
	const option = (value: string) => ({ value, label: value });
	const field: FormField = { ...blank, kind: 'choices', options: [option('残疾人证'), option('诊断证明')] };
	expect(readField(field, { 'form.income': '残疾人证,转诊材料' })).toEqual({ ok: true, value: '残疾人证' });
});
