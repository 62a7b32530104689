import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { goTo, next, settleIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance, noHindranceInDialog, noHindranceOfColours } from './hindrances.ts';

let county: CountyProcess;

test.beforeAll(async () => {
	county = await CountyProcess.start();
});
test.afterAll(async () => {
	await county.end();
});

const FOR_EVERYONE = ['/enter', '/items', '/settings', '/carry', '/shared', '/no-such-page'];
const FOR_CLERKS = ['/', '/intake', '/cases', '/cases/receive', '/road', '/road/record', '/shared'];
const FOR_ADMINS = ['', '/units', '/windows', '/clerks', '/roles', '/devices', '/blocks'].map(
	(part) => `/county${part}`
);

test.describe.configure({ timeout: 180_000 });

test('no page has a serious hindrance for a visitor, small and wide, in large type and high contrast', async ({
	browser
}) => {
	const visitor = await (await browser.newContext()).newPage();
	await visitor.goto(county.origin);
	for (const path of FOR_EVERYONE) await look(visitor, path);
	await visitor.keyboard.press('?');
	await expect(visitor.getByRole('dialog', { name: '键盘快捷键' })).toBeVisible();
	await noHindrance(visitor, 'the list of keys');
	await visitor.keyboard.press('Escape');
	await expect(visitor.getByRole('dialog')).toBeHidden();
});

test('no page and no dialog of a clerk has a serious hindrance', async ({ browser }) => {
	const clerk = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	for (const path of FOR_CLERKS) await look(clerk, path);
	await goTo(clerk, '/items');
	await clerk.getByRole('combobox', { name: '查事项' }).fill('dibao');
	await clerk.getByRole('combobox', { name: '查事项' }).press('Enter');
	await expect(clerk).toHaveURL(/\/items\/.+/);
	await everyLook(clerk, 'a guide');
	await beginCase(clerk);
	await everyLook(clerk, 'an intake');
	await goTo(clerk, '/cases');
	await clerk.getByRole('link', { name: /岩/ }).first().click();
	await expect(clerk.getByRole('region', { name: '现在能办的' })).toBeVisible();
	await everyLook(clerk, 'a case');
	await everyDialog(clerk, 'a case');
});

test('no page and no dialog of the admin has a serious hindrance', async ({ browser }) => {
	const admin = await settleIn(await browser.newContext(), county.origin, '县管理员');
	for (const path of FOR_ADMINS) {
		await look(admin, path);
		await everyDialog(admin, path);
	}
});

test('the keyboard begins at the heading of the page that was opened', async ({ browser }) => {
	const context: BrowserContext = await browser.newContext();
	const visitor = await context.newPage();
	await visitor.goto(`${county.origin}/items`);
	await visitor.getByRole('navigation', { name: '主要页面' }).getByRole('link', { name: '更多' }).click();
	await expect(visitor.getByRole('heading', { level: 1, name: '更多' })).toBeFocused();
});

async function look(page: Page, path: string): Promise<void> {
	await goTo(page, path);
	await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('main')).first()).toBeVisible();
	await everyLook(page, path);
}

/** Small in large type, wide in high contrast, and wide as it is. */
async function everyLook(page: Page, name: string): Promise<void> {
	const looks = [
		{ width: 390, type: 'large', look: noHindrance },
		{ width: 1280, contrast: 'more', look: noHindranceOfColours },
		{ width: 1280, look: noHindrance }
	];
	for (const { width, look, ...set } of looks) {
		await page.setViewportSize({ width, height: 844 });
		await page.evaluate((wanted) => {
			const { dataset } = document.documentElement;
			delete dataset['type'];
			delete dataset['contrast'];
			Object.assign(dataset, wanted);
		}, set);
		await look(page, `${name} at ${width} px ${Object.values(set).join()}`);
	}
}

/** Opens what opens a dialog, one button of each name. */
async function everyDialog(page: Page, name: string): Promise<void> {
	const labels = await page
		.getByRole('main')
		.getByRole('button')
		.evaluateAll((buttons) => [...new Set(buttons.map((button) => button.textContent.trim()))]);
	for (const label of labels.filter((text) => text !== '').slice(0, 12)) {
		const button = page.getByRole('main').getByRole('button', { name: label }).first();
		if (!(await button.isVisible()) || !(await button.isEnabled())) continue;
		await button.click();
		if (!(await page.locator('dialog[open]').count())) continue;
		await noHindranceInDialog(page, `${name}, ${label}`);
		await page.keyboard.press('Escape');
		await expect(page.locator('dialog[open]')).toHaveCount(0);
	}
}

async function beginCase(page: Page): Promise<void> {
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill('低保');
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill('岩罕');
	await applicant.getByLabel('证件号码').fill('11010519491231002X');
	await next(page);
	await expect(page.getByText('已存在本机')).toBeVisible();
}
