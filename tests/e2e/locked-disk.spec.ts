import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { beginIntake, goTo, openCase, settleIn, takeIn, unlock, photographPaper } from './at-the-counter.ts';
import { browserOnDisk } from './browser-on-disk.ts';
import { CountyProcess } from './county-process.ts';

/** Names and numbers that are nobody's and appear nowhere else. */
const SEEN = { name: '岩鎏金燕', idNumber: '532822197007070036', phone: '13987654321' };
const DRAFTED = { name: '玉麒麟霜', idNumber: '532822199505050045', phone: '13712345678' };
const REMARK = '麂子岭第三棵榕树下';

test('whoever steals the tablet finds nobody’s name, number or remark in the browser’s files, and no case without a password', async () => {
	const county = await CountyProcess.start();
	const profile = mkdtempSync(join(tmpdir(), 'yizhan-profile-'));
	const before = await browserOnDisk(profile);
	const page = await settleIn(before, county.origin, '代办员甲');
	await before.setOffline(true);
	const { number } = await takeIn(page, SEEN, '低保', async () => {
		await photographPaper(page);
	});
	await openCase(page, number);
	await page.getByLabel('写给经手的人').fill(REMARK);
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText(REMARK).first()).toBeVisible();
	await beginIntake(page, DRAFTED, '高龄津贴');
	await expect(page.getByText('已存在本机')).toBeVisible();
	await goTo(page, '/');
	await expect(page.getByRole('heading', { name: /没收完的/ })).toBeVisible();
	await page.keyboard.press('/');
	await page.keyboard.type(SEEN.name);
	await expect(page.getByRole('option').first()).toBeVisible();
	await before.close();

	// The scan sees what lies there in the clear: the clerk’s own name does, for the list of who may open it.
	expect(filesWith(profile, '代办员甲')).not.toEqual([]);
	const secrets = [...Object.values(SEEN), ...Object.values(DRAFTED), REMARK];
	expect(
		secrets.flatMap((secret) => filesWith(profile, secret).map((file) => `${secret} in ${file}`))
	).toEqual([]);

	const after = await browserOnDisk(profile);
	const again = await after.newPage();
	await after.setOffline(true);
	await again.goto(`${county.origin}/cases`);
	await expect(again.getByRole('heading', { name: '本机锁着' })).toBeVisible();
	await expect(again.locator('body')).not.toContainText(SEEN.name.slice(0, 1) + '某');
	await expect(again.locator('[data-case-line]')).toHaveCount(0);
	await again.getByLabel('密码').fill('wrong-one');
	await again.keyboard.press('Enter');
	await expect(again.getByRole('alert')).toBeVisible();
	await again.getByLabel('密码').fill('');
	await again.getByLabel('密码').focus();
	await unlock(again);
	await expect(again.locator('[data-case-line]').first()).toBeVisible();
	await after.close();
	await county.end();
	rmSync(profile, { recursive: true, force: true });
});

test('a tablet that nobody touches locks itself where it is, other tabs too, and goes on there after the password', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const context = await browser.newContext();
	await context.clock.install();
	const page = await settleIn(context, county.origin, '代办员甲');
	const { number } = await takeIn(page, SEEN, '低保');
	await openCase(page, number);
	const tab = await context.newPage();
	await tab.goto(county.origin);
	await expect(tab.getByRole('heading', { name: '今天先办这些' })).toBeVisible();
	await Promise.all([page.waitForEvent('load'), context.clock.fastForward('16:00')]);
	await expect(page.getByRole('heading', { name: '本机锁着' })).toBeVisible();
	await expect(tab.getByRole('heading', { name: '今天先办这些' })).toBeHidden();
	await expect(page.getByText(number)).toBeHidden();
	await unlock(page);
	await expect(page.getByText(number).first()).toBeVisible();
	await county.end();
});

/** Files of the folder in which the text stands, in either way that a browser writes text. */
function filesWith(folder: string, text: string): string[] {
	const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => {
			const bytes = readFileSync(file);
			return needles.some((needle) => bytes.includes(needle));
		});
}
