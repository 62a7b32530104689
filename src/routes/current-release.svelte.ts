import { createSubscriber } from 'svelte/reactivity';
import type { Catalogue } from '$lib/device/catalogue.ts';

type Release = { number: number; at: number } | null;

/** The catalogue's release shown now, kept new wherever it is read. Undefined until the disk has answered. */
export function currentRelease(catalogue: Catalogue): { readonly now: Release | undefined } {
	let release: Release | undefined;
	const subscribe = createSubscriber((update) =>
		catalogue.watch((next) => {
			release = next;
			update();
		})
	);
	return {
		get now() {
			subscribe();
			return release;
		}
	};
}
