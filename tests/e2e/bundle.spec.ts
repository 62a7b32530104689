import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { goTo, lineChip, next, settleIn, signInBox, unlock, photographPaper } from './at-the-counter.ts';
import { casesAtCounty } from './county-record.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';

const NUMBER = /\d{12}-\d{6}-\d{3}-\d{4,}-[0-9A-Z]{3}/g;

test('a birth is taken in offline in the village, once for five offices, and the township receives all by one code', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const village = await browser.newContext();
	let page = await settleIn(village, county.origin, '代办员甲');
	await village.setOffline(true);

	await test.step('what a birth needs is begun, and in the middle the page is closed', async () => {
		await goTo(page, '/bundles/YJS-01');
		await page.getByRole('link', { name: '开始办理' }).click();
		await expect(page.getByRole('checkbox', { name: /育儿补贴/ })).not.toBeChecked();
		await expect(page.getByRole('heading', { name: '要办的事（5 项）' })).toBeVisible();
		await noHindrance(page, 'the intake of a bundle');
		await next(page);
		const applicant = page.getByRole('group', { name: '申请人' });
		await applicant.getByLabel('姓名').fill('玉罕');
		await applicant.getByLabel('证件号码').fill('11010519491231002X');
		await expect(page.getByText('已存在本机')).toBeVisible();
		await page.close();
		page = await village.newPage();
		await page.goto(county.origin);
		await unlock(page);
		await page.getByRole('link', { name: /新生儿出生一件事 · 玉/ }).click();
		await expect(page.getByRole('group', { name: '申请人' }).getByLabel('姓名')).toHaveValue('玉罕');
	});

	await test.step('one photograph, one form, one signature', async () => {
		await next(page);
		await photographPaper(page);
		await next(page);
		await next(page);
		await signInBox(page, /签字/);
		await page.getByRole('button', { name: /交给.*并打印/ }).click();
		await expect(page).toHaveURL(/\/papers\/bundle\//);
	});

	const sheet = page.locator('article.sheet').first();
	await expect(sheet.getByRole('row').filter({ hasText: /-\d{6}-\d{3}-/ })).toHaveCount(5);
	const [parent, ...printed] = [...new Set((await sheet.innerText()).match(NUMBER))];
	expect(printed).toHaveLength(5);
	await noHindrance(page, 'the receipt of a bundle');
	const code = `yizhan:bundle/${new URL(page.url()).pathname.split('/').at(-1) ?? ''}?n=${parent ?? ''}`;

	await test.step('the road counts what it lists: the five cases, and the bundle that holds them', async () => {
		await goTo(page, '/road');
		const waiting = page
			.locator('section')
			.filter({ has: page.getByRole('heading', { name: /^等着送县中心的件/ }) });
		await expect(waiting.getByRole('listitem')).toHaveCount(6);
		await expect(waiting.getByRole('heading')).toHaveText(/6/);
	});

	await test.step('the line comes back, and the township receives all five by the code of the one paper', async () => {
		await village.setOffline(false);
		await expect(lineChip(page)).toContainText('县中心已全部收到', { timeout: 30_000 });
		const township = await settleIn(await browser.newContext(), county.origin, '审核员甲');
		await goTo(township, '/cases/receive');
		await township.getByLabel('二维码内容或编号').fill(code);
		await township.getByRole('button', { name: '收下这份纸件' }).click();
		await expect(township.getByText(/已收下“一件事”.* 的 5 个办件/)).toBeVisible();
		await expect(lineChip(township)).toContainText('县中心已全部收到', { timeout: 30_000 });
	});

	await test.step('at the county: five cases under the printed numbers, nothing twice, the photograph once', async () => {
		const received = () => casesAtCounty(county.dataDir).filter(({ types }) => types.includes('receive'));
		// The chip may still speak of the moment before the papers were received.
		await expect.poll(() => received().length).toBe(printed.length);
		await county.stop();
		const kept = casesAtCounty(county.dataDir);
		expect(kept.map(({ number }) => number).sort()).toEqual(printed.sort());
		for (const { types } of kept) {
			for (const once of ['open', 'submit', 'receive']) {
				expect(types.filter((type) => type === once)).toEqual([once]);
			}
		}
		expect(kept.filter(({ types }) => types.includes('attach')).length).toBeGreaterThan(1);
		expect(readdirSync(join(county.dataDir, 'photographs'))).toHaveLength(1);
	});

	await county.end();
});
