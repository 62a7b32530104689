import { expect, test, type Page } from '@playwright/test';
import { goTo, settleIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { printed } from './printed.ts';
import { demoContent } from '../../sync-server/demo/content.ts';

/** As high as the type of a card, 10.5 points, may shrink to: 8 points are read by most at arm's length. */
const SMALLEST = 8;

test('the card of every item is one piece: one page of A6, in type that can be read', async ({
	browser
}, info) => {
	test.setTimeout(300_000);
	const county = await CountyProcess.start();
	const page = await settleIn(await browser.newContext(), county.origin, '审核员甲');
	await goTo(page, '/items');
	const long: string[] = [];
	for (const { code } of demoContent().implementations) {
		await follow(page, `/items/${code}/card`);
		await expect(page.locator('.flow .edition')).toBeVisible();
		await expect(page).toHaveTitle(new RegExp(`${code}$`));
		await expect(page.locator('.flow .code p')).toContainText(code);
		await expect.soft(page.locator('.edge'), code).toHaveCount(1);
		const size = await page
			.locator('.flow article')
			.evaluate((card) => (parseFloat(getComputedStyle(card).fontSize) * 72) / 96);
		expect.soft(size, code).toBeGreaterThanOrEqual(SMALLEST);
		if (size < 10) long.push(code);
	}
	for (const code of long.slice(0, 3)) {
		await follow(page, `/items/${code}/card`);
		await expect(page.locator('.flow .code p')).toContainText(code);
		await expect(page.locator('.edge')).toHaveCount(1);
		expect(await printed(page, info.outputPath(`${code}.pdf`))).toHaveLength(1);
	}
	await county.end();
});

/** As a link does: without loading the app anew. */
async function follow(page: Page, path: string): Promise<void> {
	await page.evaluate((href) => {
		const link = document.createElement('a');
		link.href = href;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
}
