import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { keepOnly, keptFile, type FileCache } from '../../src/lib/platform/kept-files.ts';

const FORM = new TextEncoder().encode('%PDF 空白表');
const HASH = toBase64Url(sha256(FORM));
const URL_OF = 'https://yizhan.example/catalogue/files/x.pdf';

function memory(): FileCache & { held: Map<string, Response> } {
	const held = new Map<string, Response>();
	const addressOf = (request: RequestInfo | URL) =>
		request instanceof Request ? request.url : String(request);
	return {
		held,
		match: async (request) => held.get(addressOf(request))?.clone(),
		put: async (request, response) => void held.set(addressOf(request), response),
		delete: async (request) => held.delete(addressOf(request)),
		keys: async () => [...held.keys()].map((url) => new Request(url))
	};
}

const county = (bytes: Uint8Array<ArrayBuffer>, status = 200) =>
	(async () =>
		new Response(bytes, { status, headers: { 'content-type': 'application/pdf' } })) as typeof fetch;
const noNetwork = (() => Promise.reject(new TypeError('no network'))) as typeof fetch;

test('a form that was fetched once opens without a network, of its own kind', async () => {
	const cache = memory();
	expect(await keptFile(cache, URL_OF, HASH, noNetwork)).toBeNull();
	expect(await keptFile(cache, URL_OF, HASH, county(FORM))).not.toBeNull();
	const kept = await keptFile(cache, URL_OF, HASH, noNetwork);
	expect(kept?.headers.get('content-type')).toBe('application/pdf');
	expect(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(FORM);
});

test('another file under the form’s name is neither shown nor kept', async () => {
	const cache = memory();
	const other = new TextEncoder().encode('%PDF 另一张表');
	expect(await keptFile(cache, URL_OF, HASH, county(other))).toBeNull();
	expect(await keptFile(cache, URL_OF, HASH, county(FORM, 404))).toBeNull();
	expect(cache.held.size).toBe(0);
});

test('a full disk keeps no form, and shows it all the same', async () => {
	const full = { ...memory(), put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
	expect(await keptFile(full, URL_OF, HASH, county(FORM))).not.toBeNull();
	expect(await keptFile(full, URL_OF, HASH, noNetwork)).toBeNull();
});

test('what no guide names any more is let go', async () => {
	const cache = memory();
	await keptFile(cache, URL_OF, HASH, county(FORM));
	await keptFile(cache, `${URL_OF}?old`, HASH, county(FORM));
	await keepOnly(cache, new Set([URL_OF]));
	expect([...cache.held.keys()]).toEqual([URL_OF]);
});
