import { expect, test, type Page } from '@playwright/test';
import { goTo, settleIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';

let county: CountyProcess;

test.beforeAll(async () => {
	county = await CountyProcess.start();
});
test.afterAll(async () => {
	await county.end();
});

const FOR_EVERYONE = ['/enter', '/items', '/settings', '/no-such-page'];
const FOR_CLERKS = ['/', '/intake', '/cases', '/cases/receive', '/road'];
const FOR_ADMINS = ['/county', '/county/units', '/county/clerks', '/county/devices'];

for (const width of [390, 1280]) {
	test(`no page has a serious hindrance at ${width} px`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 844 } });
		const visitor = await context.newPage();
		await visitor.goto(county.origin);
		for (const path of FOR_EVERYONE) await look(visitor, path);
		const clerk = await settleIn(await browser.newContext(), county.origin, '代办员甲');
		await clerk.setViewportSize({ width, height: 844 });
		for (const path of FOR_CLERKS) await look(clerk, path);
		await goTo(clerk, '/items');
		await clerk.getByRole('combobox', { name: '查事项' }).fill('dibao');
		await clerk.getByRole('combobox', { name: '查事项' }).press('Enter');
		await expect(clerk).toHaveURL(/\/items\/.+/);
		await noHindrance(clerk, 'a guide');
	});
}

test('no page of the admin has a serious hindrance', async ({ browser }) => {
	const admin = await settleIn(await browser.newContext(), county.origin, '县管理员');
	for (const path of FOR_ADMINS) await look(admin, path);
});

async function look(page: Page, path: string): Promise<void> {
	await goTo(page, path);
	await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('main')).first()).toBeVisible();
	await noHindrance(page, path);
}
