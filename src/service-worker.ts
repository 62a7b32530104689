/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { GUIDE_FILES, hashInPath } from './lib/domain/guide-files.ts';
import { keptFile } from './lib/platform/kept-files.ts';
import { keepOverReloads } from './lib/platform/reload-keeper.ts';
import { keepShared } from './lib/platform/shared-photographs.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** The Chinese font of a bare machine: the page fetches and keeps it where it is needed, nobody else pays for it. */
const lentFont = /\/(song\.[\w-]+\.css|[\w.-]+\.woff2?)$/;

precacheAndRoute([
	// Named by their content: what is kept is what is meant.
	...build.filter((url) => !lentFont.test(url)).map((url) => ({ url, revision: null })),
	// Pictures for the installer are for the browser alone.
	...files.filter((url) => !url.startsWith('/store/')).map((url) => ({ url, revision: version })),
	{ url: '/index.html', revision: version }
]);
cleanupOutdatedCaches();

registerRoute(
	({ url }) => url.origin === location.origin && lentFont.test(url.pathname),
	async ({ request }) => (await caches.match(request.url)) ?? fetch(request)
);

// Blank forms and samples of guides: the file that a signed guide names, or none.
registerRoute(
	({ url }) => url.origin === location.origin && hashInPath(url.pathname) !== null,
	async ({ url }) => {
		const cache = await caches.open(GUIDE_FILES);
		return (await keptFile(cache, url.href, hashInPath(url.pathname) ?? '', fetch)) ?? Response.error();
	}
);

// Every address is the one page, also where no server answers.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/index.html'), {
		denylist: [/^\/api\//, /^\/sync$/, /^\/catalogue\//, /^\/catalogue-room\//, /^\/healthz$/]
	})
);

// Photographs from another app, also with no network and nobody signed in: on the disk first, asked about after.
registerRoute(
	'/shared',
	async ({ request }) => {
		const shared = (await request.formData()).getAll('photographs');
		const files = shared.filter((part) => part instanceof File);
		const { left } = await keepShared(files, Date.now());
		return Response.redirect(left > 0 ? `/shared?left=${left}` : '/shared', 303);
	},
	'POST'
);

// A new version waits until a person says so: the old page's chunks would be gone under its feet.
worker.addEventListener('message', (event) => {
	if (event.data === 'take-over') void worker.skipWaiting();
});
keepOverReloads(worker);
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
