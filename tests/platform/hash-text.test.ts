import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { hashText } from '../../src/lib/platform/hash-text.ts';

test('a text has the same hash at the county as in a browser', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(hashText(text)).toBe(toBase64Url(sha256(new TextEncoder().encode(text))));
		})
	);
});
