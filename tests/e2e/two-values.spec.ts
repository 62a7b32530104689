import { expect, test, type Page } from '@playwright/test';
import { seededRandom } from '../support/seeded-random.ts';
import { neighbour } from '../support/busy-county/people.ts';
import { beginIntake, goTo, lineChip, next, settleIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';

test('two clerks correct one telephone number offline: both values stay, until one of them says which is right', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const tablets = [await browser.newContext(), await browser.newContext()] as const;
	const first = await settleIn(tablets[0], county.origin, '代办员甲');
	const second = await settleIn(tablets[1], county.origin, '代办员乙');
	const line = (offline: boolean) => Promise.all(tablets.map((tablet) => tablet.setOffline(offline)));
	let address = '';

	await test.step('a case is begun, and both tablets have it', async () => {
		await beginIntake(first, neighbour(seededRandom(11), '曼国村'), '最低生活保障');
		await next(first);
		await expect(first.getByRole('group', { name: '申请人' })).toBeHidden();
		await goTo(first, '/cases');
		await expect(lineChip(first)).toContainText('已全部收到');
		await goTo(second, '/cases');
		await second.locator('[data-case-line]').click();
		await expect(second).toHaveURL(/\/cases\/./);
		address = new URL(second.url()).pathname;
		await goTo(first, address);
	});

	await test.step('neither has a line, and each writes another number', async () => {
		await line(true);
		await telephoneIs(first, '13900000001');
		await telephoneIs(second, '13900000002');
	});

	await test.step('with the line both values come to both, side by side, with who wrote each, where and when', async () => {
		await line(false);
		for (const page of [first, second]) {
			await goTo(page, `${address}/conflicts`);
			const conflict = page.getByRole('region', { name: /两个说法/ });
			for (const [name, value] of [
				['代办员甲', '13900000001'],
				['代办员乙', '13900000002']
			] as const) {
				await expect(conflict.getByRole('article').filter({ hasText: name })).toContainText(value);
			}
			await expect(conflict.getByRole('button', { name: /139/ })).toHaveCount(2);
		}
		await noHindrance(first, 'two values of one field');
	});

	await test.step('the second settles it without a line, by the keyboard', async () => {
		await line(true);
		await expect(lineChip(second)).toContainText('离线');
		await second.reload();
		const keep = second.getByRole('button', { name: /13900000001/ });
		await expect(keep).toBeVisible();
		const key = await second
			.getByRole('listitem')
			.filter({ has: keep })
			.evaluate((item) => [...(item.parentElement?.children ?? [])].indexOf(item) + 1);
		await second.keyboard.press(String(key));
		await expect(keep).toBeFocused();
		await second.keyboard.press('Enter');
		await expect(second.getByText(/已定/)).toContainText('13900000001');
	});

	await test.step('and with the line the first sees the same', async () => {
		await line(false);
		await expect(first.getByText('没有要定的了')).toBeVisible();
		await goTo(first, address);
		await expect(first.getByText('13900000001', { exact: true })).toBeVisible();
		await expect(first.getByText('13900000002', { exact: true })).toBeHidden();
	});

	await county.end();
});

async function telephoneIs(page: Page, number: string): Promise<void> {
	await page.getByRole('button', { name: /^改/ }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('电话').first().fill(number);
	await dialog.getByRole('button', { name: /^存/ }).click();
	await expect(page.getByText(number, { exact: true })).toBeVisible();
}
