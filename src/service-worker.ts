/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** The Chinese font of a bare machine: the page fetches and keeps it where it is needed, nobody else pays for it. */
const lentFont = /\/(song\.[\w-]+\.css|[\w.-]+\.woff2?)$/;

precacheAndRoute([
	// Named by their content: what is kept is what is meant.
	...build.filter((url) => !lentFont.test(url)).map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: '/index.html', revision: version }
]);
cleanupOutdatedCaches();

registerRoute(
	({ url }) => url.origin === location.origin && lentFont.test(url.pathname),
	async ({ request }) => (await caches.match(request.url)) ?? fetch(request)
);

// Every address is the one page, also where no server answers.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/index.html'), {
		denylist: [/^\/api\//, /^\/sync$/, /^\/catalogue\//, /^\/catalogue-room\//, /^\/healthz$/]
	})
);

// A new version waits until a person says so: the old page's chunks would be gone under its feet.
worker.addEventListener('message', (event) => {
	if (event.data === 'take-over') void worker.skipWaiting();
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
