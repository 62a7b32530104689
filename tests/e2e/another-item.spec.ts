import { expect, test, type Page } from '@playwright/test';
import { neighbour } from '../support/busy-county/people.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { beginIntake, goTo, next, settleIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { casesAtCounty } from './county-record.ts';

test('a neighbour came for another matter after all: what was taken goes along, and the number that was begun is withdrawn', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	const who = neighbour(seededRandom(3), '曼国村');

	await test.step('the papers of the first matter are looked through', async () => {
		await beginIntake(page, who, '最低生活保障');
		await next(page);
		await seen(page, '最低生活保障申请书（表）').click();
		await seen(page, '居民身份证').click();
		await expect(page.getByText('已存在本机')).toBeVisible();
	});

	await test.step('another item is chosen, and the person and the paper that both need are there already', async () => {
		await toItemStep(page);
		await page.getByRole('button', { name: '换一个事项' }).click();
		await page.getByLabel('要办什么事').fill('临时救助');
		await page.getByLabel('要办什么事').press('Enter');
		await expect(page.getByRole('group', { name: '申请人' }).getByLabel('姓名')).toHaveValue(who.name);
		await next(page);
		await expect(page.getByText('已存在本机')).toBeVisible();
		await expect(seen(page, '居民身份证')).toHaveAttribute('aria-pressed', 'true');
		await expect(seen(page, '居民户口簿')).toHaveAttribute('aria-pressed', 'false');
		const aside = page.getByRole('region', { name: '先前收的，这个事项不要' });
		await expect(aside).toContainText('最低生活保障申请书（表）');
	});

	await test.step('at the county the first case is withdrawn, unsigned, and the second is open', async () => {
		await expect
			.poll(() =>
				casesAtCounty(county.dataDir)
					.map(({ stage }) => stage)
					.sort()
			)
			.toEqual(['intake', 'withdrawn']);
	});
	await county.end();
});

test('where a bundle holds what was asked for, the intake offers it by its words, and takes it in as one', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const page = await settleIn(await browser.newContext(), county.origin, '代办员甲');
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill('新生儿');
	await page.getByText('可以合在一件事里一次办').waitFor();
	await page
		.getByRole('button', { name: /新生儿.*一件事|出生.*一件事/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1, name: '新生儿出生一件事' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '要办的事（5 项）' })).toBeVisible();
	await county.end();
});

/** The button that says of a paper that its original was seen. */
function seen(page: Page, paper: string) {
	return page.getByRole('group', { name: paper, exact: true }).getByRole('button', { name: '看过原件' });
}

async function toItemStep(page: Page): Promise<void> {
	await page.getByRole('list', { name: '收件的五步' }).getByRole('button', { name: '事项' }).click();
}
