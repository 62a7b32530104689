import { expect, test, type Browser } from '@playwright/test';
import {
	doDeed,
	goTo,
	lineChip,
	next,
	openCase,
	PASSWORD,
	settleIn,
	signInBox,
	takeOver,
	unlock
} from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { casesAtCounty } from './county-record.ts';
import { noHindrance } from './hindrances.ts';

const CASE_NUMBER = /532822\d{6}-\d{6}-\d{3}-\d{4,}-[0-9A-Z]{3}/;

test('one case goes from a village, through an outage, to the county and back', async ({ browser }) => {
	test.setTimeout(300_000);
	const county = await CountyProcess.start();
	const village = await tablet(browser);
	let page = await settleIn(village, county.origin, '代办员乙', '代办员甲');
	const township = await settleIn(await tablet(browser), county.origin, '审核员甲');
	const department = await settleIn(await tablet(browser), county.origin, '民政经办员');
	let receipt = '';

	await test.step('the county is down and the village has no network', async () => {
		await county.stop();
		await village.setOffline(true);
		await expect(lineChip(page)).toContainText('离线');
	});

	await test.step('a neighbour comes, and the agent begins to take the case in', async () => {
		await page.getByRole('link', { name: '收件' }).first().click();
		await page.getByLabel('要办什么事').fill('dibao');
		await page
			.getByRole('button', { name: /最低生活保障/ })
			.first()
			.click();
		await page.getByRole('group', { name: '申请人' }).getByLabel('姓名').fill('岩罕');
		await page.getByRole('group', { name: '申请人' }).getByLabel('证件号码').fill('11010519491231002X');
		await page.getByRole('group', { name: '申请人' }).getByLabel('电话').fill('13800000001');
		await next(page);
		await page.getByRole('button', { name: '看过原件' }).first().click();
		await expect(page.getByText('已存在本机')).toBeVisible();
		await noHindrance(page, 'an intake');
	});

	await test.step('the page is closed and opened again without a network: everything is there', async () => {
		await page.close();
		page = await village.newPage();
		await page.goto(county.origin);
		await unlock(page);
		await expect(page.getByRole('heading', { name: /没收完的/ })).toBeVisible();
		await expect(lineChip(page)).toContainText('1 件只在本机');
	});

	await test.step('a second clerk of the village corrects the telephone number of the same case', async () => {
		await takeOver(page, '代办员乙', PASSWORD);
		await goTo(page, '/cases');
		await page.getByRole('link', { name: /岩/ }).click();
		await page.getByRole('button', { name: /^改/ }).click();
		await page.getByRole('dialog').getByLabel('电话').first().fill('13900000002');
		await page.getByRole('dialog').getByRole('button', { name: /^存/ }).click();
		await expect(page.getByText('13900000002', { exact: true })).toBeVisible();
	});

	await test.step('the first clerk finishes, the neighbour signs, the receipt is printed', async () => {
		await takeOver(page, '代办员甲', PASSWORD);
		await page.getByRole('link', { name: /岩/ }).first().click();
		await next(page);
		await page.getByLabel('申请事由').fill('家中老人无劳动能力');
		await next(page);
		await signInBox(page, /签字/);
		await page.getByRole('button', { name: /交给.*并打印/ }).click();
		await expect(page).toHaveURL(/\/papers\/receipt\//);
		await expect(page.locator('body')).toContainText(CASE_NUMBER);
		await noHindrance(page, 'a receipt');
		receipt = CASE_NUMBER.exec(await page.locator('body').innerText())?.[0] ?? '';
	});

	await test.step('the line returns, and everything goes to the county by itself', async () => {
		await county.start();
		await village.setOffline(false);
		await expect(lineChip(page)).toContainText('县中心已全部收到', { timeout: 60_000 });
	});

	await test.step('the township receives, accepts and hands the case to the county', async () => {
		await openCase(township, receipt);
		await expect(township.getByText('13900000002', { exact: true })).toBeVisible();
		await doDeed(township, '收件');
		await doDeed(township, '受理');
		await doDeed(township, '移交', (dialog) =>
			dialog
				.getByLabel('交给哪个单位')
				.selectOption({ label: '勐海县民政局' })
				.then(() => {})
		);
	});

	await test.step('the department decides and hands it back', async () => {
		await openCase(department, receipt);
		await doDeed(department, '收件');
		await noHindrance(department, 'a case');
		await doDeed(department, '作决定', async (dialog) => {
			await dialog.getByText('准予', { exact: true }).click();
			await dialog.getByLabel('意见').fill('符合条件，准予');
		});
		await doDeed(department, '移交', (dialog) =>
			dialog
				.getByLabel('交给哪个单位')
				.selectOption({ label: '曼国村便民服务站' })
				.then(() => {})
		);
	});

	await test.step('the village hands the result over to the neighbour', async () => {
		await openCase(page, receipt);
		await doDeed(page, '收件');
		await doDeed(page, '送达', () => signInBox(page, '领取人签字'));
		await expect(lineChip(page)).toContainText('县中心已全部收到', { timeout: 60_000 });
	});

	await test.step('every change is at the county once, under the number that was printed offline', async () => {
		// The chip may still speak of the moment before the delivery was saved.
		await expect.poll(() => casesAtCounty(county.dataDir).map(({ stage }) => stage)).toEqual(['delivered']);
		await county.stop();
		const cases = casesAtCounty(county.dataDir);
		expect(cases.map(({ number }) => number)).toEqual([receipt]);
		const { doc = '', types = [] } = cases[0] ?? {};
		expect(page.url()).toContain(doc.slice('case/'.length));
		for (const once of ['open', 'submit', 'accept', 'decide', 'deliver']) {
			expect(types.filter((type) => type === once)).toEqual([once]);
		}
		expect(types.filter((type) => type === 'edit')).toHaveLength(3);
	});

	await county.end();
});

/** A device of its own: nothing is shared with the others. */
function tablet(browser: Browser) {
	return browser.newContext();
}
