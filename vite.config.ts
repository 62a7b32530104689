import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit()
	],
	build: {
		// A font inside a style sheet would be refused by the county's content policy.
		assetsInlineLimit: (path) => (/\.woff2?$/.test(path) ? false : undefined)
	},
	environments: {
		client: {
			build: {
				// What two screens need is one file: a slow tablet pays for each file it starts from, not for its length.
				// Only in the browser: in one file with all, the build would run what reads this device's settings.
				rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } } }
			}
		}
	},
	test: {
		projects: [
			{
				extends: false,
				resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
				test: {
					name: 'unit',
					environment: 'node',
					// Of a machine that does much else; a test that hangs is still told.
					testTimeout: 30_000,
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', 'tests/browser/**']
				}
			}
		]
	}
});
