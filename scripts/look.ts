// Takes a picture of every screen in the sizes and states in which it must hold (`npm run look`), for a person to
// look at. Words after the command choose among the screens: `npm run look -- case road`.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { goTo, lineChip, settleIn, signIn } from '../tests/e2e/at-the-counter.ts';
import { CountyProcess } from '../tests/e2e/county-process.ts';
import { fillCounty, TOWNSHIP } from '../tests/support/busy-county/busy-county.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';

const FOLDER = 'test-results/look';
const PHONE = 390;
const TABLET = 768;
const DESK = 1280;
const LOOKS = [
	{ name: 'zh', language: 'zh', type: 'off', contrast: 'system', widths: [PHONE, TABLET, DESK] },
	{ name: 'zh-large', language: 'zh', type: 'on', contrast: 'system', widths: [PHONE, DESK] },
	{ name: 'zh-contrast', language: 'zh', type: 'off', contrast: 'more', widths: [DESK] },
	{ name: 'en', language: 'en', type: 'off', contrast: 'system', widths: [PHONE, DESK] }
];
const MANY = 300;

type Screen = {
	name: string;
	path: string;
	/** What is done on the page before it is looked at: no text of it, as that is in either language. */
	first?: (page: Page) => Promise<void>;
};
const forVisitors: Screen[] = [
	{ name: 'enter', path: '/enter' },
	{ name: 'items', path: '/items' },
	{ name: 'guide', path: '/items/MZ-004' },
	{ name: 'leaflet', path: '/items/MZ-004/leaflet' },
	{ name: 'card', path: '/items/MZ-004/card' },
	{ name: 'bundle', path: '/items', first: (page) => page.locator('a[href^="/bundles/"]').first().click() },
	{ name: 'no-page', path: '/no-such-page' },
	{ name: 'no-item', path: '/items/none' },
	{ name: 'carry', path: '/carry' }
];
const forClerks: Screen[] = [
	{ name: 'workbench', path: '/' },
	{ name: 'cases', path: '/cases' },
	{ name: 'no-case', path: '/cases/none' },
	{ name: 'receive', path: '/cases/receive' },
	{ name: 'intake', path: '/intake' },
	{ name: 'shared', path: '/shared' },
	{ name: 'road', path: '/road' },
	{ name: 'settings', path: '/settings' }
];
const forAdmins: Screen[] = ['', '/units', '/windows', '/clerks', '/roles', '/devices', '/blocks'].map(
	(page) => ({ name: `county${page.replace('/', '-')}`, path: `/county${page}` })
);

const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
	await overCounty(await CountyProcess.start(), lookAtQuiet);
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-look-'));
	await fillCounty({ dataDir, cases: MANY });
	await overCounty(await CountyProcess.over(dataDir), lookAtBusy);
} finally {
	await browser.close();
}
console.log(`pictures are in ${FOLDER}`);

async function overCounty(
	county: CountyProcess,
	work: (county: CountyProcess) => Promise<void>
): Promise<void> {
	try {
		await work(county);
	} finally {
		await county.end();
	}
}

/** A county of its first day: no row anywhere, then one case that was begun with the longest of names. */
async function lookAtQuiet(county: CountyProcess): Promise<void> {
	const visitor = await (await device(browser)).newPage();
	await visitor.goto(county.origin);
	await look(visitor, '0', forVisitors);
	const tablet = await device(browser);
	const clerk = await settleIn(tablet, county.origin, '代办员甲');
	await look(clerk, '0', forClerks);
	await begin(clerk, '阿卜杜勒克里木·买买提艾力江·吐尔逊');
	await tablet.setOffline(true);
	await look(clerk, '1-offline', forClerks);
}

/** The demo county after some months: 300 rows, conflicts among them. */
async function lookAtBusy(county: CountyProcess): Promise<void> {
	const officer = (await county.accounts()).find(({ unit, role }) => unit === TOWNSHIP && role !== 'admin');
	if (!officer) throw new Error('nobody works at the township');
	const clerk = await settleIn(await device(browser), county.origin, officer.name);
	// All has come: some of it needs a person.
	await lineChip(clerk).getByText('需要您处理').waitFor({ timeout: 120_000 });
	await look(clerk, '300', [...forClerks, ...(await casesOf(clerk))]);
	const admin = await (await device(browser)).newPage();
	await signIn(admin, county.origin, '县管理员');
	await look(admin, '300', forAdmins);
}

/** A case that is well, one to be received or accepted with its dialogs, and one that needs a person. */
async function casesOf(page: Page): Promise<Screen[]> {
	await goTo(page, '/');
	const lines = page.locator('[data-case-line]');
	await lines.first().waitFor();
	const troubled = page.locator('[data-next$="/conflicts"]');
	const accepting = page.locator('[data-next$="do=accept"]');
	const [well, trouble, accept] = await Promise.all(
		[lines, troubled, accepting].map(async (some) =>
			(await some.count()) > 0 ? await some.first().getAttribute('href') : null
		)
	);
	const screens: (Screen | null)[] = [
		well ? { name: 'case', path: well } : null,
		well ? { name: 'receipt', path: well.replace('/cases/', '/papers/receipt/') } : null,
		trouble ? { name: 'case-conflict', path: trouble } : null,
		trouble ? { name: 'conflicts', path: `${trouble}/conflicts` } : null,
		accept ? { name: 'accept', path: `${accept}?do=accept` } : null,
		accept ? { name: 'correction', path: `${accept}?do=requestCorrection` } : null,
		accept ? { name: 'hand-over', path: `${accept}?do=handOver` } : null,
		{ name: 'batch', path: '/cases', first: tickTwo }
	];
	return screens.flatMap((screen) => screen ?? []);
}

async function tickTwo(page: Page): Promise<void> {
	const ticks = page.locator('input[data-tick]');
	await ticks.first().check();
	await ticks.nth(1).check();
}

async function begin(page: Page, name: string): Promise<void> {
	await goTo(page, '/intake');
	await page.getByLabel('要办什么事').fill('低保');
	await page.getByLabel('要办什么事').press('Enter');
	const applicant = page.getByRole('group', { name: '申请人' });
	await applicant.getByLabel('姓名').fill(name);
	await applicant.getByLabel('证件号码').fill('11010519491231002X');
	await page.getByRole('button', { name: /^下一步/ }).click();
}

function device(on: Browser): Promise<BrowserContext> {
	return on.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: sizeOf(DESK) });
}

async function look(page: Page, state: string, screens: readonly Screen[]): Promise<void> {
	const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	for (const { name, language, type, contrast, widths } of chosen.length > 0 ? LOOKS : []) {
		await page.evaluate((kept) => Object.entries(kept).forEach((entry) => localStorage.setItem(...entry)), {
			PARAGLIDE_LOCALE: language,
			'yizhan-large-type': type,
			'yizhan-contrast': contrast
		});
		for (const screen of chosen) {
			await page.setViewportSize(sizeOf(DESK));
			await goTo(page, screen.path);
			await page.getByRole('main').waitFor();
			await screen.first?.(page);
			for (const width of widths) {
				await page.setViewportSize(sizeOf(width));
				// What is read from the disk has arrived.
				await page.waitForLoadState('networkidle').catch(() => {});
				await page.waitForTimeout(250);
				const path = `${FOLDER}/${screen.name}-${state}-${name}-${width}.png`;
				// A dialog covers the screen, and no more than that.
				const fullPage = (await page.getByRole('dialog').count()) === 0;
				await page.screenshot({ path, fullPage });
			}
		}
	}
	await page.evaluate(() => localStorage.setItem('PARAGLIDE_LOCALE', 'zh'));
}

function sizeOf(width: number): { width: number; height: number } {
	return { width, height: width === PHONE ? 844 : 900 };
}
