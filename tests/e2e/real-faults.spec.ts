import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { beginIntake, goTo, lineChip, openCase, settleIn, takeIn, unlock } from './at-the-counter.ts';
import { browserOnDisk } from './browser-on-disk.ts';
import { CountyProcess } from './county-process.ts';

const SEEN = { name: '岩罕', idNumber: '532822197007070036', phone: '13987654321' };
const BEGUN = { name: '玉香', idNumber: '532822199505050045', phone: '13712345678' };

let county: CountyProcess;
test.beforeAll(async () => void (county = await CountyProcess.start()));
test.afterAll(() => county.end());

test('the browser is killed in the middle of an intake: what was saved is there, and what was typed too', async () => {
	const profile = mkdtempSync(join(tmpdir(), 'yizhan-killed-'));
	const before = await browserOnDisk(profile);
	const page = await settleIn(before, county.origin, '代办员甲');
	await before.setOffline(true);
	const { number } = await takeIn(page, SEEN, '低保');
	await beginIntake(page, BEGUN, '高龄津贴');
	await expect(page.getByText('已存在本机')).toBeVisible();
	await kill(before);

	const after = await browserOnDisk(profile);
	await after.setOffline(true);
	const again = await after.newPage();
	await again.goto(county.origin);
	await unlock(again);
	await expect(lineChip(again)).toContainText('1 件只在本机');
	await again.getByRole('link', { name: /玉/ }).first().click();
	const applicant = again.getByRole('group', { name: '申请人' });
	await expect(applicant.getByLabel('姓名')).toHaveValue(BEGUN.name);
	await expect(applicant.getByLabel('电话')).toHaveValue(BEGUN.phone);
	await openCase(again, number);
	await after.close();
	rmSync(profile, { recursive: true, force: true });
});

test('the disk is full: the intake says so and offers the export, loses nothing, and is kept when there is room again', async ({
	browser
}) => {
	const context = await browser.newContext();
	const page = await settleIn(context, county.origin, '代办员甲');
	const problems: string[] = [];
	page.on('pageerror', ({ message }) => problems.push(message));
	await context.setOffline(true);
	await takeIn(page, SEEN, '低保');
	await beginIntake(page, BEGUN, '高龄津贴');
	await expect(page.getByText('已存在本机')).toBeVisible();
	const applicant = page.getByRole('group', { name: '申请人' });
	const storage = await page.context().newCDPSession(page);
	await storage.send('Storage.overrideQuotaForOrigin', { origin: county.origin, quotaSize: 1 });
	// The browser goes by what it knew of the space for a moment more.
	await expect(async () => {
		await applicant.getByLabel('姓名').fill('玉香');
		await applicant.getByLabel('姓名').fill('玉香罕');
		await expect(page.getByText('没有存住')).toBeVisible({ timeout: 1000 });
	}).toPass();
	await expect(page.getByRole('link', { name: '另开一页，把没送出的件装成文件' })).toHaveAttribute(
		'target',
		'_blank'
	);
	await expect(applicant.getByLabel('姓名')).toHaveValue('玉香罕');

	// What is on the disk can be carried away all the same.
	const tab = await context.newPage();
	await tab.goto(`${county.origin}/carry`);
	const [parcel] = await Promise.all([
		tab.waitForEvent('download'),
		tab.getByRole('button', { name: '装成文件', exact: true }).click()
	]);
	expect(await parcel.failure()).toBeNull();
	await tab.close();

	await storage.send('Storage.overrideQuotaForOrigin', { origin: county.origin });
	await applicant.getByLabel('电话').fill('13712345679');
	await expect(page.getByText('已存在本机')).toBeVisible();
	await page.reload();
	await expect(applicant.getByLabel('姓名')).toHaveValue('玉香罕');
	await expect(applicant.getByLabel('电话')).toHaveValue('13712345679');
	expect(problems).toEqual([]);
});

test('the storage is cleared under an open page: the device says that it must enrol, and nothing is said to be saved', async ({
	browser
}) => {
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	await beginIntake(page, BEGUN, '高龄津贴');
	await expect(page.getByText('已存在本机')).toBeVisible();
	const storage = await page.context().newCDPSession(page);
	await storage.send('Storage.clearDataForOrigin', { origin: county.origin, storageTypes: 'indexeddb' });
	await expect(page.getByText('已存在本机')).toBeHidden();
	await goTo(page, '/enter');
	await expect(page.getByLabel('登记码')).toBeVisible();
});

test('two tabs of one device: each sees at once what the other wrote, and their changes make one chain', async ({
	browser
}) => {
	const context = await browser.newContext();
	const one = await settleIn(context, county.origin, '代办员甲');
	const { number } = await takeIn(one, SEEN, '低保');
	const two = await context.newPage();
	await two.goto(`${county.origin}/cases`);
	await openCase(one, number);
	await openCase(two, number);
	for (const [tab, words] of [
		[one, '第一页写的'],
		[two, '第二页写的'],
		[one, '第一页又写的']
	] as const) {
		await write(tab, words);
		await expect(one.getByText(words).first()).toBeVisible();
		await expect(two.getByText(words).first()).toBeVisible();
	}
	await Promise.all([write(one, '同时一'), write(two, '同时二')]);
	for (const tab of [one, two])
		for (const words of ['同时一', '同时二']) await expect(tab.getByText(words).first()).toBeVisible();
	await expect(lineChip(one)).toContainText('县中心已全部收到');
	await expect(lineChip(two)).toContainText('县中心已全部收到');
});

/** A power cut for the browser alone: what it had told the disk stays. */
async function kill(context: BrowserContext): Promise<void> {
	const browser = context.browser();
	if (!browser) throw new Error('a context without its browser');
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const pid = processInfo.find(({ type }) => type === 'browser')?.id;
	if (pid === undefined) throw new Error('the browser has no process');
	const gone = new Promise((resolve) => browser.once('disconnected', resolve));
	process.kill(pid, 'SIGKILL');
	await gone;
}

async function write(page: Page, words: string): Promise<void> {
	const box = page.getByLabel('写给经手的人');
	await box.fill(words);
	await box.press('Control+Enter');
	await expect(box).toHaveValue('');
}
