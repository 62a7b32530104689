import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	basicVersion,
	canonicalJson,
	catalogueItems,
	itemVersion
} from '../../src/lib/domain/catalogue-version.ts';
import { basicRow, implementationRow } from './catalogue-rows.ts';

describe('canonical JSON', () => {
	test('is one text for one content, in whatever order it was written', () => {
		expect(canonicalJson({ b: [{ d: 1, c: null }], a: '岩' })).toBe('{"a":"岩","b":[{"c":null,"d":1}]}');
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
				const reversed = Object.fromEntries(Object.entries(content).reverse());
				expect(canonicalJson(reversed)).toBe(canonicalJson(content));
				expect(JSON.parse(canonicalJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
			})
		);
	});

	test('keeps the order of lists', () => {
		expect(canonicalJson(['乡镇', '村'])).not.toBe(canonicalJson(['村', '乡镇']));
	});
});

describe('a version', () => {
	test('is the SHA-256 of the row in base64url', () => {
		const hash = createHash('sha256').update(canonicalJson(implementationRow)).digest('base64url');
		expect(itemVersion(implementationRow)).toBe(hash);
	});

	test('is another one when the basic row is changed and pinned anew', () => {
		const version = basicVersion({ ...basicRow, basis: [...basicRow.basis, '最低生活保障审核确认办法'] });
		expect(version).not.toBe(implementationRow.basic.version);
		expect(itemVersion({ ...implementationRow, basic: { code: 'MZ-001', version } })).not.toBe(
			itemVersion(implementationRow)
		);
	});
});

test('an implementation without its basic row is no item', () => {
	const stray = { ...implementationRow, code: 'MZ-002', basic: { code: 'MZ-002', version: '' } };
	expect(
		catalogueItems({ basic: [basicRow], implementations: [implementationRow, stray], bundles: [] })
	).toEqual([
		{ version: itemVersion(implementationRow), basic: basicRow, implementation: implementationRow }
	]);
});
