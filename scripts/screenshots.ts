// Makes the pictures in docs/screenshots from a demo county with a little real work done through the app.
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { doDeed, goTo, next, settleIn, signInBox } from '../tests/e2e/at-the-counter.ts';
import { CountyProcess } from '../tests/e2e/county-process.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';

const FOLDER = 'docs/screenshots';
const WIDTHS = [390, 1280];
const PEOPLE = [
	{
		name: '岩罕',
		idNumber: '110105194912310118',
		item: '低保',
		phone: '13800000001',
		purpose: '家中老人无劳动能力'
	},
	{
		name: '玉香',
		idNumber: '110105194912310126',
		item: '残疾人两项补贴',
		phone: '13800000002',
		purpose: '二级肢体残疾'
	},
	{
		name: '刀明',
		idNumber: '110105194912310134',
		item: '高龄',
		phone: '13800000003',
		purpose: '年满八十周岁'
	},
	{
		name: '依香',
		idNumber: '110105194912310142',
		item: '临时救助',
		phone: '13800000004',
		purpose: '丈夫患病，收入中断'
	}
];

mkdirSync(FOLDER, { recursive: true });
const county = await CountyProcess.start();
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
const device = () =>
	browser.newContext({
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 1280, height: 900 }
	});

const villageContext = await device();
const village = await settleIn(villageContext, county.origin, '代办员甲');
for (const person of PEOPLE) await takeIn(village, person);

const township = await settleIn(await device(), county.origin, '审核员甲');
await goTo(township, '/');
await township.getByRole('link', { name: /岩/ }).first().click();
await doDeed(township, '收件');
await doDeed(township, '受理');
await picture(township, 'case');
await goTo(township, '/');
await picture(township, 'workbench');
await goTo(township, '/items');
await township.getByRole('combobox', { name: '查事项' }).fill('dibao');
await township.getByRole('combobox', { name: '查事项' }).press('Enter');
await picture(township, 'guide');

await villageContext.setOffline(true);
await beginIntake(village, {
	name: '岩温',
	idNumber: '110105194912310150',
	item: '低保',
	phone: '13800000005',
	purpose: ''
});
await picture(village, 'intake');
await goTo(village, '/road');
await picture(village, 'road');

await browser.close();
await county.end();

type Person = (typeof PEOPLE)[number];

/** The item and the applicant: from here on the case has its number. */
async function beginIntake(page: Page, { name, idNumber, item, phone }: Person): Promise<void> {
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill(item);
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill(name);
	await applicant.getByLabel('证件号码').fill(idNumber);
	await applicant.getByLabel('电话').fill(phone);
	await next(page);
	await page.getByRole('button', { name: '看过原件' }).first().click();
}

async function takeIn(page: Page, person: Person): Promise<void> {
	await beginIntake(page, person);
	await next(page);
	await page.getByLabel('申请事由').fill(person.purpose);
	await next(page);
	await signInBox(page, /签字/);
	await page.getByRole('button', { name: /交给.*并打印/ }).click();
	await page.waitForURL(/\/papers\/receipt\//);
}

async function picture(page: Page, name: string): Promise<void> {
	// A browser of a test never promises to keep what is stored, and a reader of the docs is not the one to be told.
	const told = page.getByRole('complementary', { name: '本机存储' }).getByRole('button', { name: '知道了' });
	if (await told.isVisible()) await told.click();
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
		// What slides in has arrived, and what is read from the disk is there.
		await page.waitForLoadState('networkidle').catch(() => {});
		await page.waitForTimeout(500);
		await page.screenshot({ path: `${FOLDER}/${name}-${width}.png` });
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}
