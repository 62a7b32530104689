import { expect, test } from '@playwright/test';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { neighbour, type Neighbour } from '../support/busy-county/people.ts';
import { seededRandom } from '../support/seeded-random.ts';
import {
	beginIntake,
	doDeed,
	finishIntake,
	lineChip,
	openCase,
	settleIn,
	signInBox,
	takeIn,
	unlock,
	photographPaper,
	prints
} from './at-the-counter.ts';
import { casesAtCounty } from './county-record.ts';
import { CountyProcess } from './county-process.ts';
import { deskOf } from './day-at-the-desk.ts';
import { nodeDevice } from './node-device.ts';

const DAY_MS = 86_400_000;
const TOWNSHIP = '532822103';
const VILLAGE = '532822103202';
/** Decided by the township itself, so that the round ends where it began. */
const ITEM = catalogueItems(demoContent()).find(
	({ implementation }) =>
		implementation.decideLevel === '乡镇' &&
		implementation.acceptLevels.includes('村') &&
		implementation.proxy === '可'
);

test('a village agent visits seven houses in three days without a network, and every house gets its result', async ({
	browser
}) => {
	test.setTimeout(300_000);
	if (!ITEM) throw new Error('the township decides nothing');
	const item = ITEM.basic.name;
	const county = await CountyProcess.start();
	const accounts = await county.accounts();
	const officer = accounts.find(({ account }) => account === 'zhen2');
	if (!officer) throw new Error('the township has no officer');
	const random = seededRandom(7);
	const houses = Array.from({ length: 7 }, () => neighbour(random, '曼国村'));
	const house = (n: number): Neighbour => houses[n - 1] ?? neighbour(random, '');
	const cases: { doc: string; number: string }[] = [];
	const visited = (n: number) => cases[n - 1] ?? { doc: '', number: '' };

	const tablet = await browser.newContext();
	let page = await settleIn(tablet, county.origin, '代办员甲');
	const morning = Date.now();
	/** The tablet's clock; its timers run on, and the county's clock stays where it is. */
	async function dayOfRound(day: number): Promise<void> {
		if (!page.isClosed()) await expect(page.getByRole('banner')).toContainText('代办员甲');
		await tablet.clock.setFixedTime(morning + day * DAY_MS);
		if (page.isClosed()) return;
		// Over night nobody touched it: it is locked when its screen comes on.
		await Promise.all([
			// Locked, the page is loaded anew.
			page.waitForEvent('load'),
			page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
		]);
		await unlock(page);
	}

	await test.step('day one: up the mountain, the line is lost; at the second house the proxy signs', async () => {
		await tablet.setOffline(true);
		await dayOfRound(1);
		cases.push(await takeIn(page, house(1), item));
		await beginIntake(page, house(2), item);
		await page.getByRole('radio', { name: '别人代办' }).check();
		const proxy = page.getByRole('group', { name: '代理人' });
		await proxy.getByLabel('姓名').fill('玉罕');
		await proxy.getByLabel('证件号码').fill('11010519491231002X');
		await proxy.getByLabel(/关系/).selectOption('子女');
		cases.push(await finishIntake(page));
	});

	await test.step('day two: a paper is photographed; in the middle of the fourth house the page is closed', async () => {
		await dayOfRound(2);
		cases.push(
			await takeIn(page, house(3), item, async () => {
				await photographPaper(page);
			})
		);
		await beginIntake(page, house(4), item);
		await expect(page.getByText('已存在本机')).toBeVisible();
		expect(await prints(page), 'a receipt that came back from the lock was not printed once more').toBe(3);
		await page.close();
		page = await tablet.newPage();
		await page.goto(county.origin);
		await unlock(page);
		await page
			.getByRole('link', { name: new RegExp(house(4).name.slice(0, 1)) })
			.first()
			.click();
		await expect(page.getByRole('group', { name: '申请人' }).getByLabel('证件号码')).toHaveValue(/\d{4}/);
		cases.push(await finishIntake(page));
		cases.push(await takeIn(page, house(5), item));
	});

	await test.step('day three: the tablet was off over night, and starts without a network', async () => {
		await page.close();
		await dayOfRound(3);
		page = await tablet.newPage();
		await page.goto(county.origin);
		await unlock(page);
		await expect(lineChip(page)).toContainText('5 件只在本机');
		cases.push(await takeIn(page, house(6), item));
		cases.push(await takeIn(page, house(7), item));
		await expect(lineChip(page)).toContainText('7 件只在本机');
	});

	const seat = await nodeDevice(county.origin, officer);
	const desk = deskOf(seat, TOWNSHIP);

	await test.step('down in the valley the line is there again, and all seven go by themselves', async () => {
		await page.close();
		await tablet.clock.setFixedTime(Date.now());
		page = await tablet.newPage();
		await tablet.setOffline(false);
		await page.goto(county.origin);
		await unlock(page);
		await expect(lineChip(page)).toContainText('已全部收到', { timeout: 60_000 });
	});

	await test.step('the township receives the stack code by code, decides, and sends the results back', async () => {
		await expect.poll(async () => (await seat.station.caseRows()).length, { timeout: 30_000 }).toBe(7);
		for (const { doc } of cases) {
			await desk.receive(doc);
			await desk.accept(doc, ITEM);
			await desk.decide(doc);
			await desk.handOver(doc, VILLAGE);
		}
		await expect.poll(async () => (await seat.station.outbox(1)).length, { timeout: 30_000 }).toBe(0);
	});

	await test.step('each neighbour gets the result and signs for it', async () => {
		for (let n = 1; n <= 7; n++) {
			await openCase(page, visited(n).number);
			await doDeed(page, '收件');
			await doDeed(page, '送达', () => signInBox(page, '领取人签字'));
		}
		await expect(lineChip(page)).toContainText('已全部收到', { timeout: 60_000 });
	});

	await test.step('at the county seven cases are delivered, under the numbers that were left at the houses', async () => {
		const stages = () => casesAtCounty(county.dataDir).map(({ stage }) => stage);
		// The chip may still speak of the moment before the last delivery was saved.
		await expect.poll(stages).toEqual(cases.map(() => 'delivered'));
		seat.close();
		await county.stop();
		const kept = casesAtCounty(county.dataDir);
		expect(kept.map(({ number }) => number).sort()).toEqual(cases.map(({ number }) => number).sort());
		// Each house was visited on a day of its own by the tablet's clock, and its number says so.
		expect(new Set(cases.map(({ number }) => number.split('-')[1])).size).toBe(3);
	});

	await county.end();
});
