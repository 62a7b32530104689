import { expect, test } from 'vitest';
import { caseCode, readCaseCode } from '../../../src/lib/ui/papers/case-code.ts';

const doc = 'case/01JDABCDEFGHJKMNPQRSTVWXYZ';
const number = '532822104207-261122-001-0031-K7Q';

test('the code on a receipt names the case and can be read back with its number', () => {
	expect(readCaseCode(caseCode(doc, number))).toEqual({ doc, number });
	expect(readCaseCode(`  ${caseCode(doc, null)}\n`)).toEqual({ doc, number: null });
});

test('the code on the receipt of 一件事 names the bundle', () => {
	const parent = doc.replace('case/', 'bundle/');
	expect(readCaseCode(caseCode(parent, number))).toEqual({ doc: parent, number });
});

test('what is no code of a case is not taken for one', () => {
	for (const text of [
		'',
		number,
		doc,
		`https://example.org/${doc}`,
		'yizhan:desk/1',
		`yizhan:${doc}?n=%E0%A4%A`
	]) {
		expect(readCaseCode(text), text).toBeNull();
	}
});
