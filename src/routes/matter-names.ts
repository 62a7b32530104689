import type { App, Live } from './app.svelte.ts';
import { currentRelease } from './current-release.svelte.ts';

/** Names of what can be taken in, items and bundles, by code; call it while a component is set up. */
export function matterNames(app: App): Live<ReadonlyMap<string, string>> {
	const release = currentRelease(app.catalogue);
	return app.live(
		async () => {
			const [items, bundles] = await Promise.all([app.catalogue.items(), app.catalogue.bundles()]);
			return new Map([
				...items.map(({ basic, implementation }) => [implementation.code, basic.name] as const),
				...bundles.map(({ bundle }) => [bundle.code, bundle.name] as const)
			]);
		},
		() => release.now?.number
	);
}
