import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { CountyProcess } from './county-process.ts';
import { printed } from './printed.ts';

const LATIN_ONLY = resolve('node_modules/pdfjs-dist/standard_fonts');
/** Of the lent font. */
const SLICES = 101;

test('a machine without any Chinese font is lent one, prints with it, and has it without a network', async ({
	browserName
}, info) => {
	test.skip(browserName !== 'chromium' || process.platform !== 'linux', 'fontconfig is of Linux');
	test.setTimeout(240_000);
	const county = await CountyProcess.start();
	const folder = mkdtempSync(join(tmpdir(), 'yizhan-fonts-'));
	const config = join(folder, 'fonts.conf');
	writeFileSync(
		config,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${LATIN_ONLY}</dir><cachedir>${folder}</cachedir></fontconfig>`
	);
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: CHROMIUM_FLAGS,
		env: { ...process.env, FONTCONFIG_FILE: config }
	});
	const context = await browser.newContext({ locale: 'zh-CN' });
	const page = await context.newPage();
	const heading = page.getByRole('heading', { name: '最低生活保障审核确认' });
	await page.goto(`${county.origin}/items/MZ-001/leaflet`);
	await expect(heading).toBeVisible({ timeout: 60_000 });
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const kept = () =>
		page.evaluate(async () => (await (await caches.open('yizhan-chinese-font')).keys()).length);
	await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThanOrEqual(SLICES);

	await context.setOffline(true);
	await page.reload();
	await expect(heading).toBeVisible({ timeout: 60_000 });
	await expect
		.poll(() => page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length))
		.toBeGreaterThan(5);
	await page.evaluate(async () => void (await document.fonts.ready));
	const [first] = await printed(page, info.outputPath('bare.pdf'));
	expect(first?.text).toContain('最低生活保障审核确认');
	expect(first?.text).toContain('居民户口簿');
	expect(first?.missing).toBe(0);
	expect(first?.fonts.every(({ embedded }) => embedded)).toBe(true);
	expect(first?.fonts.some(({ name }) => name?.includes('NotoSerifSC'))).toBe(true);
	await browser.close();
	rmSync(folder, { recursive: true });
	await county.end();
});
