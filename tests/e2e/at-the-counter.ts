import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';

/** Opens the app on a new device, enrols it and signs a demo clerk in; then it can start without a network. */
export async function settleIn(context: BrowserContext, origin: string, ...clerks: string[]): Promise<Page> {
	// Nobody is there to close the print dialog, and a page that is left while it is open hands nothing to the next.
	await context.addInitScript(() => {
		window.print = () => sessionStorage.setItem('prints', `${Number(sessionStorage.getItem('prints')) + 1}`);
	});
	const page = await context.newPage();
	for (const clerk of clerks) await signIn(page, origin, clerk);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.goto(`${origin}/items`);
	await expect(page.getByRole('button', { name: /全部事项/ })).toBeVisible();
	await expect(lineChip(page)).toContainText('县中心已全部收到');
	await page.goto(origin);
	return page;
}

/** How often this tab has opened the print dialog. */
export function prints(page: Page): Promise<number> {
	return page.evaluate(() => Number(sessionStorage.getItem('prints')));
}

/** By the demo county's list of people: needs the line. */
export async function signIn(page: Page, origin: string, clerk: string): Promise<void> {
	await page.goto(`${origin}/enter`);
	await page.getByRole('button', { name: clerk }).last().click();
	await expect(page).not.toHaveURL(/\/enter$/, { timeout: 60_000 });
}

/** The smallest picture there is. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

/** The first paper that asks for it is photographed, without a camera: from a file. */
export async function photographPaper(page: Page): Promise<void> {
	await page.getByRole('button', { name: '拍照' }).first().click();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer: PICTURE });
	await expect(page.getByRole('img', { name: '照片 1' }).first()).toBeVisible();
}

/** Of every clerk of the demo county. */
export const PASSWORD = 'yizhan-demo';

/** The app was closed, so the device is locked: whoever was at it last gives the password, and goes on where it opened. */
export async function unlock(page: Page): Promise<void> {
	const locked = page.getByRole('heading', { name: '本机锁着' });
	await expect(locked).toBeVisible();
	await expect(page.getByLabel('密码')).toBeFocused();
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('banner')).toContainText('换人');
	await expect(locked).toBeHidden();
}

/** A clerk who has been here before takes the device over, with a password and without a network. */
export async function takeOver(page: Page, clerk: string, password: string): Promise<void> {
	await goTo(page, '/enter');
	await page.getByRole('button', { name: clerk }).first().click();
	await page.getByLabel('密码').fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('heading', { name: '今天先办这些' })).toBeVisible();
}

/** Follows the app's own way, which needs no server. */
export async function goTo(page: Page, path: string): Promise<void> {
	await page.goto(new URL(path, page.url()).href);
}

export function lineChip(page: Page): Locator {
	return page
		.getByRole('link')
		.filter({ has: page.getByRole('status') })
		.first();
}

export async function next(page: Page): Promise<void> {
	await page.getByRole('button', { name: /^下一步/ }).click();
}

/** Draws something in the box that asks for a signature. */
export async function signInBox(page: Page, label: string | RegExp): Promise<void> {
	const box = await page.getByRole('img', { name: label }).boundingBox();
	if (!box) throw new Error('there is no box to sign in');
	await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3, { steps: 5 });
	await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.7, { steps: 5 });
	await page.mouse.up();
}

/** Presses a deed's button on the case page and then the same word in its dialog. */
export async function doDeed(
	page: Page,
	deed: string,
	fill?: (dialog: Locator) => Promise<void>
): Promise<void> {
	await page
		.getByRole('region', { name: '现在能办的' })
		.getByRole('button', { name: deed, exact: true })
		.click();
	const dialog = page.getByRole('dialog');
	await fill?.(dialog);
	await dialog.getByRole('button', { name: deed, exact: true }).click();
	await expect(dialog).toBeHidden();
}

const CASE_NUMBER = /532822\d{3,6}-\d{6}-\d{3}-\d{4,}-[0-9A-Z]{3}/;

/** A whole intake by the screens: who it is, the item by its name, a signature; answers document and printed number. */
export async function takeIn(
	page: Page,
	who: { name: string; idNumber: string; phone: string },
	item: string,
	papers?: () => Promise<void>
): Promise<{ doc: string; number: string }> {
	await beginIntake(page, who, item);
	return finishIntake(page, papers);
}

/** Item and applicant: with the next step the case has its number. */
export async function beginIntake(
	page: Page,
	who: { name: string; idNumber: string; phone: string },
	item: string
): Promise<void> {
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill(item);
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill(who.name);
	await applicant.getByLabel('证件号码').fill(who.idNumber);
	await applicant.getByLabel('电话').fill(who.phone);
}

export async function finishIntake(
	page: Page,
	papers?: () => Promise<void>
): Promise<{ doc: string; number: string }> {
	await next(page);
	await papers?.();
	await next(page);
	await next(page);
	await signInBox(page, /签字/);
	await page.getByRole('button', { name: /并打印/ }).click();
	await expect(page).toHaveURL(/\/papers\/receipt\//);
	await expect(page.locator('body')).toContainText(CASE_NUMBER);
	const number = CASE_NUMBER.exec(await page.locator('body').innerText())?.[0] ?? '';
	return { doc: `case/${new URL(page.url()).pathname.split('/').at(-1) ?? ''}`, number };
}

export async function openCase(page: Page, number: string): Promise<void> {
	await goTo(page, '/cases');
	await page.getByRole('main').getByRole('searchbox').fill(number);
	await expect(page.locator('[data-case-line]')).toHaveCount(1);
	await page.locator('[data-case-line]').click();
	await expect(page.getByText(number)).toBeVisible();
}
