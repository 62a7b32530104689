/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

precacheAndRoute([
	// Named by their content: what is kept is what is meant.
	...build.map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: '/index.html', revision: version }
]);
cleanupOutdatedCaches();

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
