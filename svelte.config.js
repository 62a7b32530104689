import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// One page that the service worker keeps: every address opens without a network.
		adapter: adapter({ fallback: 'index.html', precompress: true }),
		// We register the worker ourselves, so that a new version asks before it takes over.
		serviceWorker: { register: false },
		version: { pollInterval: 0 }
	}
};
