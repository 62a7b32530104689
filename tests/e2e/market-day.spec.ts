import { expect, test, type Page } from '@playwright/test';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import type { CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { neighbour, type Neighbour } from '../support/busy-county/people.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { doDeed, goTo, lineChip, openCase, PASSWORD, settleIn, takeIn, takeOver } from './at-the-counter.ts';
import { casesAtCounty } from './county-record.ts';
import { CountyProcess, type DemoAccount } from './county-process.ts';
import { deskOf } from './day-at-the-desk.ts';
import { newColleague } from './new-colleague.ts';
import { nodeDevice } from './node-device.ts';

const TOWNSHIP = '532822103';
/** A 赶集日 brings so many in one morning. */
const PEOPLE = 20;

type Visit = { who: Neighbour; item: CatalogueItem; doc: string; number: string; stage: string };

test('赶集日: twenty people at a township, a power cut and a cut line, and everyone has exactly one case', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const county = await CountyProcess.start();
	const accounts = await county.accounts();
	const random = seededRandom(20);
	const crowd = Array.from({ length: PEOPLE }, () => neighbour(random, '勐混村'));
	const served = catalogueItems(demoContent()).filter(({ implementation }) =>
		implementation.acceptLevels.includes('乡镇')
	);
	const visits: Visit[] = [];
	const visit = (n: number) => visits[n] ?? ({} as Visit);

	const counter = await browser.newContext();
	const first = await settleIn(counter, county.origin, '审核员甲', '窗口员甲');
	const colleague = await newColleague(county.origin, account(accounts, 'admin'), account(accounts, 'zhen1'));
	const second = await nodeDevice(county.origin, colleague);
	const reviewer = await nodeDevice(county.origin, account(accounts, 'zhen2'));
	const [window, officer] = [deskOf(second, TOWNSHIP), deskOf(reviewer, TOWNSHIP)];

	/** The next in the row sits down at the second window. */
	async function atSecondWindow(): Promise<void> {
		const { who, item } = nextInRow();
		visits.push({ who, item, ...(await window.takeIn(who, item, TOWNSHIP)), stage: 'submitted' });
	}

	async function atFirstWindow(): Promise<void> {
		const { who, item } = nextInRow();
		visits.push({ who, item, ...(await takeIn(first, who, item.basic.name)), stage: 'received' });
	}

	/** Every third comes for something that the township itself decides. */
	function nextInRow(): { who: Neighbour; item: CatalogueItem } {
		const n = visits.length;
		const kind = served.filter((item) => isDecidedAtCounty(item) === (n % 3 !== 1));
		const [who, item] = [crowd[n], kind[n % kind.length]];
		if (!who || !item) throw new Error('nobody is left in the row');
		return { who, item };
	}

	async function allIsAtCounty(): Promise<void> {
		for (const { line } of [second, reviewer]) line.wake();
		await expect(lineChip(first)).toContainText('已全部收到', { timeout: 60_000 });
		for (const { station } of [second, reviewer]) {
			await expect.poll(async () => (await station.outbox(1)).length, { timeout: 30_000 }).toBe(0);
		}
	}

	await test.step('the doors open: people sit down at both windows', async () => {
		await atFirstWindow();
		for (let n = 0; n < 6; n++) await atSecondWindow();
		await allIsAtCounty();
	});

	await test.step('the power goes at the county, and the row goes on', async () => {
		await county.stop('SIGKILL');
		await expect(lineChip(first)).toContainText('离线', { timeout: 60_000 });
		await atFirstWindow();
		for (let n = 0; n < 6; n++) await atSecondWindow();
		await expect(lineChip(first)).toContainText('只在本机');
		await county.start();
		await allIsAtCounty();
	});

	await test.step('the officer receives and accepts, asks two for what is missing, and hands four to the county', async () => {
		await everyoneIsKnownTo(reviewer, visits.length);
		for (const [n, one] of visits.entries()) {
			if (one.stage === 'submitted') await officer.receive(one.doc);
			one.stage = 'received';
			if (n % 7 === 3) {
				await officer.askFor(one.doc, '户口簿缺户主页');
				one.stage = 'correcting';
			} else if (n > 0) {
				await officer.accept(one.doc, one.item);
				one.stage = 'accepted';
			}
		}
		for (const one of visits
			.filter((each) => each.stage === 'accepted' && isDecidedAtCounty(each.item))
			.slice(0, 4)) {
			await officer.handOver(one.doc, one.item.implementation.unit ?? '');
		}
		await allIsAtCounty();
	});

	await test.step('the line of the first window is cut: the clerks change there, and the officer accepts at it', async () => {
		await openCase(first, visit(0).number);
		await expect(first.getByText('已收件').first()).toBeVisible();
		await counter.setOffline(true);
		await expect(lineChip(first)).toContainText('离线');
		await takeOver(first, '审核员甲', PASSWORD);
		await openCase(first, visit(0).number);
		await doDeed(first, '受理');
		visit(0).stage = 'accepted';
		await takeOver(first, '窗口员甲', PASSWORD);
		await atFirstWindow();
	});

	await test.step('meanwhile what was missing is brought to the second window', async () => {
		await expect
			.poll(
				async () => (await second.station.caseRows()).filter(({ stage }) => stage === 'correcting').length
			)
			.toBe(2);
		for (const one of visits.filter(({ stage }) => stage === 'correcting')) {
			await window.supplement(one.doc);
			one.stage = 'received';
		}
		while (visits.length < PEOPLE) await atSecondWindow();
		await counter.setOffline(false);
		await allIsAtCounty();
	});

	await test.step('what the township may decide is decided, and handed to those who waited for it', async () => {
		await everyoneIsKnownTo(reviewer, PEOPLE);
		const here = visits.filter((one) => one.stage === 'accepted' && !isDecidedAtCounty(one.item)).slice(0, 3);
		expect(here.length).toBeGreaterThan(0);
		for (const one of here) {
			await officer.decide(one.doc);
			await officer.deliver(one.doc, one.who.name);
			one.stage = 'delivered';
		}
		await allIsAtCounty();
	});

	await test.step('the first window shows all twenty, and what is due in working days', async () => {
		await goTo(first, '/cases');
		await expect(first.getByText(new RegExp(`${PEOPLE} 件`)).first()).toBeVisible();
		await expect(first.getByText(/还剩 \d+ 个工作日/).first()).toBeVisible();
		await stageIs(first, visit(0), '已受理');
	});

	await test.step('at the county everyone has exactly one case, under the number and in the state that was shown', async () => {
		const shown = (await reviewer.station.caseRows()).map(({ face, stage }) => [face.number, stage]);
		await county.stop();
		const cases = casesAtCounty(county.dataDir);
		const expected = visits.map(({ number, stage }) => [number, stage]).sort();
		expect(cases.map(({ number, stage }) => [number, stage]).sort()).toEqual(expected);
		expect(shown.sort()).toEqual(expected);
		expect(new Set(visits.map(({ number }) => number)).size).toBe(PEOPLE);
		for (const { types } of cases) {
			for (const once of ['open', 'submit', 'receive', 'accept', 'requestCorrection', 'decide', 'deliver']) {
				expect(types.filter((type) => type === once).length, once).toBeLessThanOrEqual(1);
			}
		}
	});

	second.close();
	reviewer.close();
	await county.end();
});

function isDecidedAtCounty({ implementation }: CatalogueItem): boolean {
	return implementation.decideLevel === '县';
}

function account(accounts: DemoAccount[], name: string): DemoAccount {
	const found = accounts.find((one) => one.account === name);
	if (!found) throw new Error(`the demo county has no ${name}`);
	return found;
}

async function everyoneIsKnownTo(
	{ station }: Awaited<ReturnType<typeof nodeDevice>>,
	count: number
): Promise<void> {
	await expect.poll(async () => (await station.caseRows()).length, { timeout: 30_000 }).toBe(count);
}

async function stageIs(page: Page, { number }: Visit, words: string): Promise<void> {
	await openCase(page, number);
	await expect(page.getByText(words).first()).toBeVisible();
}
