import { expect, test } from '@playwright/test';
import { goTo, next, settleIn, signIn, takeIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';

let county: CountyProcess;

test.beforeAll(async () => {
	county = await CountyProcess.start();
});
test.afterAll(async () => {
	await county.end();
});

test('a fault that comes up under the hand does not take the press from the button', async ({ browser }) => {
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill('低保');
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill('岩罕');
	await applicant.getByLabel('证件号码').fill('123');
	const button = await page.getByRole('button', { name: /^下一步/ }).boundingBox();
	if (!button) throw new Error('there is no way on');
	await page.mouse.move(button.x + button.width / 2, button.y + button.height - 4);
	await page.mouse.down();
	// As long as a hand stays on a button.
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	await page.mouse.up();
	await expect(page.getByText('先把“谁来办”填好')).toBeVisible();
	await expect(applicant.getByLabel('证件号码')).toBeFocused();
});

test('a way on that was refused speaks of what was there: who is named next is not found at fault unseen', async ({
	browser
}) => {
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill('低保');
	await page.getByLabel('要办什么事').press('Enter');
	await next(page);
	await expect(page.getByText('请填姓名')).toHaveCount(1);
	await page.getByText('别人代办').click();
	await expect(page.getByRole('group', { name: '代理人' })).toBeVisible();
	await expect(page.getByText('请填姓名')).toHaveCount(0);
	await next(page);
	await expect(page.getByText('请填姓名')).toHaveCount(2);
});

test('who reads in large type, or in English, on a phone sees where clerks change', async ({ browser }) => {
	const page = await settleIn(
		await browser.newContext({ viewport: { width: 390, height: 844 } }),
		county.origin,
		'代办员甲'
	);
	for (const [kept, word] of [
		[{ 'yizhan-large-type': 'on' }, '换人'],
		[{ PARAGLIDE_LOCALE: 'en', 'yizhan-large-type': 'off' }, 'Switch']
	] as const) {
		await page.evaluate((looks) => Object.entries(looks).forEach((e) => localStorage.setItem(...e)), kept);
		await page.reload();
		const said = page.getByRole('banner').getByText(word);
		await expect(said).toBeVisible();
		const isWhole = await said.evaluate((element) => {
			const line = element.closest('small');
			return line !== null && line.scrollWidth <= line.clientWidth;
		});
		expect(isWhole, word).toBe(true);
	}
});

test('who comes back from printing a stack finds the ticks, and dialogs keep the keyboard', async ({
	browser
}) => {
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	await takeIn(page, { name: '岩罕', idNumber: '11010519491231002X', phone: '13888888888' }, '低保');
	await takeIn(page, { name: '玉香', idNumber: '11010519491231002X', phone: '13888888888' }, '低保');
	await goTo(page, '/cases');
	const ticks = page.locator('input[data-tick]');
	await ticks.first().check();
	await ticks.nth(1).check();
	await page.getByRole('button', { name: /打印受理单/ }).click();
	await page.getByRole('main').getByRole('button', { name: '办件', exact: true }).click();
	await expect(page.locator('input[data-tick]:checked')).toHaveCount(2);

	const recall = page.getByRole('button', { name: '撤回移交 2 件' });
	const dialog = page.getByRole('dialog');
	await recall.press('Enter');
	await expect(dialog.getByRole('button', { name: '撤回移交 2 件' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(recall).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(dialog.getByRole('button', { name: '撤回移交 2 件' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(dialog.getByText('办成 2 件')).toBeVisible();
	await expect(dialog.getByRole('button', { name: '关闭' }).last()).toBeFocused();
});

test('a form that was sent without what it needs says so at the field, in the language of the screen', async ({
	browser
}) => {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, county.origin, '县管理员');
	await goTo(page, '/county/clerks');
	await page.getByRole('button', { name: '添加人员' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByLabel('姓名')).toBeFocused();
	await dialog.getByRole('button', { name: '保存' }).click();
	await expect(dialog.getByRole('alert')).toHaveText(['请填这一项', /./]);
	await expect(dialog.getByLabel('姓名')).toBeFocused();
});
