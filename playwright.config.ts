import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	// Each story has a county of its own, but two browsers at once starve each other on a small machine.
	workers: 1,
	timeout: 300_000,
	expect: { timeout: 30_000 },
	forbidOnly: true,
	use: {
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 1280, height: 800 },
		// A page that does not come says so at once, not when the whole story's time is over.
		actionTimeout: 30_000,
		navigationTimeout: 60_000,
		trace: 'retain-on-failure',
		launchOptions: { executablePath: await findChromium(), args: CHROMIUM_FLAGS }
	}
});
