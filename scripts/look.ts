// Takes a picture of every screen in the sizes and states in which it must hold (`npm run look`), for a person to
// look at. Words after the command choose among the screens: `npm run look -- case road`.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { goTo, settleIn, signIn } from '../tests/e2e/at-the-counter.ts';
import { CountyProcess } from '../tests/e2e/county-process.ts';
import { fillCounty, TOWNSHIP } from '../tests/support/busy-county/busy-county.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';

const FOLDER = 'test-results/look';
const WIDTHS = [390, 768, 1280];
const LOOKS = [
	{ name: 'zh', language: 'zh', type: 'normal' },
	{ name: 'zh-large', language: 'zh', type: 'large' },
	{ name: 'en', language: 'en', type: 'normal' }
];
const MANY = 300;

type Screen = { name: string; path: string };
const forVisitors: Screen[] = [
	{ name: 'enter', path: '/enter' },
	{ name: 'items', path: '/items' },
	{ name: 'no-page', path: '/no-such-page' },
	{ name: 'exports', path: '/exports' }
];
const forClerks: Screen[] = [
	{ name: 'workbench', path: '/' },
	{ name: 'cases', path: '/cases' },
	{ name: 'receive', path: '/cases/receive' },
	{ name: 'intake', path: '/intake' },
	{ name: 'shared', path: '/shared' },
	{ name: 'road', path: '/road' },
	{ name: 'settings', path: '/settings' }
];
const forAdmins: Screen[] = ['', '/units', '/clerks', '/devices'].map((page) => ({
	name: `county${page.replace('/', '-')}`,
	path: `/county${page}`
}));

const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
await lookAtQuiet(browser);
await lookAtBusy(browser);
await browser.close();
console.log(`pictures are in ${FOLDER}`);

/** A county of its first day: no row anywhere, then one case that was begun with the longest of names. */
async function lookAtQuiet(on: Browser): Promise<void> {
	const county = await CountyProcess.start();
	const visitor = await (await device(on)).newPage();
	await visitor.goto(county.origin);
	await look(visitor, '0', forVisitors);
	const tablet = await device(on);
	const clerk = await settleIn(tablet, county.origin, '代办员甲');
	await look(clerk, '0', forClerks);
	await begin(clerk, '阿卜杜勒克里木·买买提艾力江·吐尔逊');
	await tablet.setOffline(true);
	await look(clerk, '1-offline', forClerks);
	await county.end();
}

/** The demo county after some months: 300 rows, conflicts among them. */
async function lookAtBusy(on: Browser): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-look-'));
	await fillCounty({ dataDir, cases: MANY });
	const county = await CountyProcess.over(dataDir);
	const officer = (await county.accounts()).find(({ unit, role }) => unit === TOWNSHIP && role !== 'admin');
	if (!officer) throw new Error('nobody works at the township');
	const clerk = await settleIn(await device(on), county.origin, officer.name);
	await look(clerk, '300', [...forClerks, ...(await casesOf(clerk))]);
	const admin = await (await device(on)).newPage();
	await signIn(admin, county.origin, '县管理员');
	await look(admin, '300', forAdmins);
	await county.end();
}

/** A case that is well, and one that needs a person. */
async function casesOf(page: Page): Promise<Screen[]> {
	await goTo(page, '/cases');
	const lines = page.locator('[data-case-line]');
	await lines.first().waitFor();
	const troubled = lines.filter({ has: page.locator('.needs-you') }).first();
	const addresses = [await lines.first().getAttribute('href')];
	if ((await troubled.count()) > 0) addresses.push(await troubled.getAttribute('href'));
	return addresses.flatMap((path, i) => (path ? [{ name: i === 0 ? 'case' : 'case-conflict', path }] : []));
}

async function begin(page: Page, name: string): Promise<void> {
	await goTo(page, '/intake?item=');
	await page.getByLabel('要办什么事').fill('低保');
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill(name);
	await applicant.getByLabel('证件号码').fill('11010519491231002X');
	await page.getByRole('button', { name: /^下一步/ }).click();
}

function device(on: Browser): Promise<BrowserContext> {
	const size = { width: 1280, height: 900 };
	return on.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: size });
}

async function look(page: Page, state: string, screens: readonly Screen[]): Promise<void> {
	const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	for (const { name, language, type } of chosen.length > 0 ? LOOKS : []) {
		await page.evaluate(
			([tongue, size]) => {
				localStorage.setItem('PARAGLIDE_LOCALE', tongue ?? 'zh');
				localStorage.setItem('yizhan-large-type', size === 'large' ? 'on' : 'off');
			},
			[language, type]
		);
		for (const screen of chosen) {
			await goTo(page, screen.path);
			await page.getByRole('main').waitFor();
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
				// What is read from the disk has arrived.
				await page.waitForLoadState('networkidle').catch(() => {});
				await page.waitForTimeout(250);
				const path = `${FOLDER}/${screen.name}-${state}-${name}-${width}.png`;
				await page.screenshot({ path, fullPage: true });
			}
		}
	}
	await page.evaluate(() => localStorage.setItem('PARAGLIDE_LOCALE', 'zh'));
}
