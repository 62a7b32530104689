import fc from 'fast-check';
import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { scanUpdate, type ScanFault } from '../../src/lib/changes/scan.ts';
import { applyEdit, editForm } from '../../src/lib/documents/case/form.ts';

const fieldKey = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,30}$/);
const fieldValue = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.integer(),
	fc.double({ noDefaultInfinity: true, noNaN: true }),
	fc.boolean(),
	fc.constant(null)
);
const values = fc.dictionary(fieldKey, fieldValue, { minKeys: 1, maxKeys: 12, noNullPrototype: true });
const clientId = fc.integer({ min: 0, max: 0xffffffff });

function bytesOf(update: string): Uint8Array {
	return new Uint8Array(Buffer.from(update, 'base64url'));
}

function number(value: number): number[] {
	const bytes: number[] = [];
	for (let rest = value; ; rest = Math.floor(rest / 128)) {
		if (rest < 128) return [...bytes, rest];
		bytes.push((rest % 128) | 0x80);
	}
}

function text(value: string): number[] {
	const bytes = [...new TextEncoder().encode(value)];
	return [...number(bytes.length), ...bytes];
}

const FORM = [1, ...text('form')];
const NAME = [0x28, ...FORM, ...text('name')];
const BILLION = number(1_000_000_000);

function yjs(write: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = 5;
	write(doc);
	return Y.encodeStateAsUpdate(doc);
}

describe('what an edit makes', () => {
	test('passes, whatever its values, on an empty form and on a written one', () => {
		fc.assert(
			fc.property(values, clientId, values, clientId, (first, client, second, other) => {
				const one = editForm('', first, client);
				expect(scanUpdate(bytesOf(one.update))).toEqual({
					ok: true,
					client,
					structs: one.keys.length
				});
				const applied = applyEdit('', one.update, one.keys);
				const two = editForm(applied?.form ?? '', second, other);
				expect(scanUpdate(bytesOf(two.update))).toMatchObject({ ok: true, structs: two.keys.length });
				const after = applyEdit(applied?.form ?? '', two.update, two.keys);
				expect(JSON.stringify(after?.values)).toBe(
					JSON.stringify(Object.fromEntries(Object.entries(second).sort(([a], [b]) => (a < b ? -1 : 1))))
				);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('what an edit never makes is refused', () => {
	test.each<[string, Uint8Array | number[], ScanFault]>([
		['nothing at all', [], 'cut-short'],
		['an update without a client', [0, 0], 'not-one-client'],
		['two clients', [2, 1, 5, 0, ...NAME, 1, 126, 1, 6, 0, ...NAME, 1, 126, 0], 'not-one-client'],
		['a client that goes on where it was', [1, 1, 5, 3, ...NAME, 1, 126, 0], 'client-not-fresh'],
		['a number written longer than need be', [1, 1, 0x85, 0, 0, ...NAME, 1, 126, 0], 'number-not-canonical'],
		['bytes after the end', [1, 1, 5, 0, ...NAME, 1, 126, 0, 0], 'trailing-bytes'],
		['text that is no UTF-8', [1, 1, 5, 0, ...NAME, 1, 119, 1, 0xff, 0], 'wrong-value'],
		['a number that is none', [1, 1, 5, 0, ...NAME, 1, 124, 0x7f, 0xc0, 0, 0, 0], 'wrong-value'],
		[
			'a struct that builds on what its own client has yet to write',
			[1, 1, 5, 0, 0xa8, 5, 7, 1, 126, 0],
			'wrong-struct'
		],
		['__proto__ as a key', yjs((doc) => doc.getMap('form').set('__proto__', 1)), 'wrong-key'],
		['a long key', yjs((doc) => doc.getMap('form').set('k'.repeat(81), 1)), 'too-many'],
		['a nested object', yjs((doc) => doc.getMap('form').set('k', { a: { b: 1 } })), 'wrong-value'],
		['a list', yjs((doc) => doc.getMap('form').set('k', [1])), 'wrong-value'],
		['bytes as a value', yjs((doc) => doc.getMap('form').set('k', new Uint8Array(3))), 'wrong-struct'],
		['a shared type', yjs((doc) => doc.getMap('form').set('k', new Y.Map())), 'wrong-struct'],
		['a document within', yjs((doc) => doc.getMap('form').set('k', new Y.Doc())), 'wrong-struct'],
		['text', yjs((doc) => doc.getText('form').insert(0, 'x')), 'wrong-struct'],
		['formatted text', yjs((doc) => doc.getText('form').insert(0, 'x', { b: 1 })), 'wrong-struct'],
		['an embed', yjs((doc) => doc.getText('form').insertEmbed(0, { a: 1 })), 'wrong-struct'],
		['XML', yjs((doc) => doc.getXmlFragment('form').insert(0, [new Y.XmlText()])), 'wrong-struct'],
		['an array', yjs((doc) => doc.getArray('form').insert(0, [1])), 'wrong-struct']
	])('%s', (_, update, fault) => {
		expect(scanUpdate(Uint8Array.from(update))).toEqual({ ok: false, fault });
	});

	test('an update in the second encoding', () => {
		const doc = new Y.Doc();
		doc.getMap('form').set('k', 1);
		expect(scanUpdate(Y.encodeStateAsUpdateV2(doc)).ok).toBe(false);
	});
});

test.each<[string, number[]]>([
	['a billion clients', [...BILLION]],
	['a billion structs', [1, ...BILLION, 5, 0]],
	['a struct of a billion parts', [1, 1, 5, 0, ...NAME, ...BILLION, 126, 0]],
	['a text of a billion bytes', [1, 1, 5, 0, ...NAME, 1, 119, ...BILLION, 65]],
	['a billion deletions', [1, 1, 5, 0, ...NAME, 1, 126, 1, 6, ...BILLION]],
	['a billion clients with deletions', [1, 1, 5, 0, ...NAME, 1, 126, ...BILLION]],
	['a deletion of a billion', [1, 1, 5, 0, ...NAME, 1, 126, 1, 6, 1, 0, ...BILLION]],
	['a skip of a billion', [1, 1, 5, 0, 10, ...BILLION, 0]],
	['a quarter of a megabyte of "more"', new Array<number>(250_000).fill(0x80)],
	['lists in lists, 100,000 deep', [1, 1, 5, 0, ...NAME, 1, ...new Array<number>(100_000).fill(117)]]
])('a bomb is refused in well under 10 ms and without memory: %s', (_, bytes) => {
	const bomb = Uint8Array.from(bytes);
	scanUpdate(bomb);
	const memory = process.memoryUsage().arrayBuffers;
	const start = performance.now();
	expect(scanUpdate(bomb).ok).toBe(false);
	expect(performance.now() - start).toBeLessThan(5);
	expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(1_000_000);
});

describe('any bytes', () => {
	test('are passed or refused, and what is passed Yjs takes without a throw', () => {
		const form = applyEdit('', editForm('', { a: 1, b: 'x' }, 9).update, ['a', 'b'])?.form ?? '';
		const { update } = editForm(form, { a: 2, c: '一' }, 300);
		const honest = bytesOf(update);
		const mangled = fc
			.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
			.map((changes) => {
				const bytes = honest.slice();
				for (const [at, byte] of changes) bytes[at] = byte;
				return bytes;
			});
		fc.assert(
			fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mangled), (bytes) => {
				scanUpdate(bytes);
				applyEdit(form, Buffer.from(bytes).toString('base64url'), ['a', 'c']);
			}),
			{ numRuns: 4000 }
		);
	});

	test('of an honest update with one bit flipped never crash the form, and its other fields stay', () => {
		const base = applyEdit('', editForm('', { a: 1, b: 'x' }, 9).update, ['a', 'b'])?.form ?? '';
		const { keys, update } = editForm(base, { a: 2, c: '一' }, 300);
		const honest = bytesOf(update);
		for (let bit = 0; bit < honest.length * 8; bit++) {
			const bytes = honest.slice();
			bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			const applied = applyEdit(base, Buffer.from(bytes).toString('base64url'), keys);
			if (applied) expect(Object.keys(applied.values).sort()).toEqual(['a', 'c']);
		}
	});
});
