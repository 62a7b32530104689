// Shared with the service worker, which takes them when no page is open: so they lie in the Cache, not in Dexie.
const CACHE = 'yizhan-shared-1';

/** More or larger ones are not taken: whoever shares a whole album means something else. */
export const MOST_SHARED = 30;
export const LARGEST_SHARED_BYTES = 25 * 1024 * 1024;

/** A photograph that another app gave us and that has no place yet. `address` names it on this device. */
export type SharedPhotograph = { address: string; picture: Blob };

/** Puts them on the disk; how many are kept, and how many had to be left (no picture, too large, too many, no room). */
export async function keepShared(
	files: readonly File[],
	now: number
): Promise<{ kept: number; left: number }> {
	const cache = await caches.open(CACHE);
	let room = MOST_SHARED - (await cache.keys()).length;
	let kept = 0;
	for (const [i, file] of files.entries()) {
		if (room <= 0 || !file.type.startsWith('image/') || file.size > LARGEST_SHARED_BYTES) continue;
		try {
			const headers = { 'content-type': file.type };
			await cache.put(`/shared/${now}-${i}`, new Response(file, { headers }));
		} catch {
			break;
		}
		kept++;
		room--;
	}
	return { kept, left: files.length - kept };
}

/** Oldest first. */
export async function sharedPhotographs(): Promise<SharedPhotograph[]> {
	if (!('caches' in globalThis)) return [];
	const cache = await caches.open(CACHE);
	const addresses = (await cache.keys()).map(({ url }) => url).sort();
	const found = await Promise.all(
		addresses.map(async (address) => ({ address, response: await cache.match(address) }))
	);
	return Promise.all(
		found.flatMap(({ address, response }) =>
			response ? [response.blob().then((picture) => ({ address, picture }))] : []
		)
	);
}

/** It has its place now, or is not wanted. */
export async function dropShared(address: string): Promise<void> {
	await (await caches.open(CACHE)).delete(address);
}
