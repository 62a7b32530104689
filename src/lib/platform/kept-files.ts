import { toBase64Url } from './base64url.ts';

/** What is needed of the browser's cache, so that a test can give another. */
export type FileCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

/**
 * A file that is named by its SHA-256 (base64url): as it is kept, else fetched and kept for good. Null where neither
 * this device nor the network has it, or where what came is another file.
 */
export async function keptFile(
	cache: FileCache,
	url: string,
	hash: string,
	fetchFrom: typeof fetch
): Promise<Response | null> {
	const kept = await cache.match(url);
	if (kept) return kept;
	const response = await fetchFrom(url).catch(() => null);
	const bytes = response?.ok ? await response.arrayBuffer().catch(() => null) : null;
	if (!response || !bytes) return null;
	if (toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) !== hash) return null;
	const file = new Response(bytes, {
		headers: { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream' }
	});
	// A disk that is full keeps nothing, and shows it all the same.
	await cache.put(url, file.clone()).catch(() => {});
	return file;
}

/** Lets go of what is kept under other addresses than these. */
export async function keepOnly(cache: FileCache, urls: ReadonlySet<string>): Promise<void> {
	for (const { url } of await cache.keys()) if (!urls.has(url)) await cache.delete(url);
}
