import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
	dropShared,
	keepShared,
	LARGEST_SHARED_BYTES,
	MOST_SHARED,
	sharedPhotographs
} from '../../src/lib/platform/shared-photographs.ts';

/** A browser's Cache, as far as it is used; `room` is how many more it takes. */
function disk(room = Infinity) {
	const kept = new Map<string, Response>();
	const cache = {
		keys: async () => [...kept.keys()].map((url) => ({ url })),
		match: async (url: string) => kept.get(url)?.clone(),
		delete: async (url: string) => kept.delete(url),
		async put(url: string, response: Response) {
			if (kept.size >= room) throw new DOMException('full', 'QuotaExceededError');
			kept.set(url, response);
		}
	};
	return { open: async () => cache };
}

const picture = (name: string) => new File([name], name, { type: 'image/jpeg' });

beforeEach(() => vi.stubGlobal('caches', disk()));
afterEach(() => vi.unstubAllGlobals());

test('a shared photograph is kept until it is placed or thrown away', async () => {
	expect(await keepShared([picture('a'), picture('b')], 1)).toEqual({ kept: 2, left: 0 });
	const [first, second] = await sharedPhotographs();
	expect(await first?.picture.text()).toBe('a');
	await dropShared(first?.address ?? '');
	expect((await sharedPhotographs()).map(({ address }) => address)).toEqual([second?.address]);
});

test('what is no photograph, too large or too many is left, and told', async () => {
	const large = picture('large');
	Object.defineProperty(large, 'size', { value: LARGEST_SHARED_BYTES + 1 });
	const paper = new File(['x'], 'a.pdf', { type: 'application/pdf' });
	expect(await keepShared([large, paper, picture('a')], 1)).toEqual({ kept: 1, left: 2 });
	const album = Array.from({ length: MOST_SHARED }, (_, i) => picture(String(i)));
	expect(await keepShared(album, 2)).toEqual({ kept: MOST_SHARED - 1, left: 1 });
});

test('a full disk keeps what it took and says how many it left', async () => {
	vi.stubGlobal('caches', disk(1));
	expect(await keepShared([picture('a'), picture('b')], 1)).toEqual({ kept: 1, left: 1 });
	expect(await sharedPhotographs()).toHaveLength(1);
});
