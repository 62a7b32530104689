import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import type { DemoAccount } from '../../sync-server/config.ts';
import { browserOnDisk } from '../e2e/browser-on-disk.ts';
import { CountyProcess } from '../e2e/county-process.ts';
import { fillCounty } from '../support/busy-county/busy-county.ts';
import { manyItems } from '../support/busy-county/many-items.ts';
import {
	filtering,
	keystrokes,
	noting,
	opening,
	reloading,
	scrolling,
	warmStart,
	type WarmStart
} from './device-moments.ts';
import { firstVisit } from './first-visit.ts';
import { spread } from './spread.ts';

const ITEMS = 2000;
const CASES = 1000;
const SLOWER = 4;
const STARTS = 7;
/** What the line's chip says once nothing is to be received: of so many cases some need someone. */
const UP_TO_DATE = /已全部收到|需要您处理/;

type Print = (figures: object) => void;

/**
 * A township's computer with 2,000 items and 1,000 cases on its disk: the built app in a real Chromium against the
 * real server, the processor slowed down four times, the network off.
 */
export async function deviceFigures(print: Print): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-device-'));
	const accounts = await fillCounty({ dataDir, cases: CASES, content: manyItems(ITEMS) });
	const county = await CountyProcess.over(dataDir);
	// A profile on the disk, as a tablet has it: what is in memory only keeps no compiled code.
	const profile = mkdtempSync(join(tmpdir(), 'yizhan-bench-profile-'));
	const context = await browserOnDisk(profile);
	const browser = context.browser();
	if (!browser) throw new Error('a context without its browser');
	try {
		print({
			machine: cpus()[0]?.model ?? '',
			cores: cpus().length,
			chromium: browser.version(),
			slower: SLOWER
		});
		print(await firstVisit(browser, county.origin));
		const account = accounts.find((one) => one.account === 'zhen2');
		if (!account) throw new Error('the township has no officer');
		print({ scenario: 'first fill', seconds: await settle(context, county.origin, account) });
		await context.setOffline(true);
		await measure(browser, context, county.origin, account.password, print);
	} finally {
		await context.close();
		await county.end();
		rmSync(profile, { recursive: true, force: true });
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/**
 * Enrols at the township by code, signs the officer in, and waits for everything. Answers the seconds from the enrolment
 * until all cases were here, at full speed.
 */
async function settle(context: BrowserContext, origin: string, account: DemoAccount): Promise<number> {
	const page = await context.newPage();
	await page.goto(`${origin}/enter`);
	await page.getByLabel('登记码').fill(account.code);
	await page.getByLabel('设备名称').fill('审核窗口');
	const began = performance.now();
	await page.getByRole('button', { name: '登记', exact: true }).click();
	await page.getByLabel('账号').fill(account.account);
	await page.getByLabel('密码').fill(account.password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.waitForURL((url) => url.pathname !== '/enter');
	await page.goto(`${origin}/cases`);
	await page.getByText(`共 ${CASES} 件`).waitFor({ timeout: 300_000 });
	await page.getByRole('status').filter({ hasText: UP_TO_DATE }).first().waitFor({ timeout: 60_000 });
	const seconds = Math.round((performance.now() - began) / 100) / 10;
	await page.goto(`${origin}/items`);
	await page.getByRole('button', { name: new RegExp(`全部事项.*${ITEMS}`) }).waitFor({ timeout: 120_000 });
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.close();
	return seconds;
}

async function measure(
	browser: Browser,
	context: BrowserContext,
	origin: string,
	password: string,
	print: Print
): Promise<void> {
	const starts: WarmStart[] = [];
	for (let start = 0; start < STARTS; start++) {
		const page = await context.newPage();
		await slowDown(page);
		starts.push(await warmStart(page, origin, password));
		await page.close();
	}
	print({ scenario: 'warm start', ...spread(starts) });

	const page = await context.newPage();
	const session = await slowDown(page);
	await warmStart(page, origin, password);
	const reloads: Awaited<ReturnType<typeof reloading>>[] = [];
	for (let start = 0; start < STARTS; start++) reloads.push(await reloading(page));
	print({ scenario: 'reload', ...spread(reloads) });
	print({ scenario: 'keystroke to results, items', ...spread(await keystrokes(page, origin)) });
	print({ scenario: 'keystroke to results, cases', ...spread(await filtering(page, origin)) });
	print({ scenario: 'scrolling the cases', ...spread(await scrolling(page, session)) });
	print({ scenario: 'opening a case', ...spread(await opening(page, origin)) });
	print({ scenario: 'saving an action', ...spread(await noting(page, origin)) });
	print({ scenario: 'memory', ...(await memory(browser, session)) });
}

async function slowDown(page: Page): Promise<CDPSession> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
	return session;
}

/** After a collection, MB: the heap of the page, and what the system gave the browser's renderers. */
async function memory(browser: Browser, session: CDPSession): Promise<Record<string, number>> {
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	const root = await browser.newBrowserCDPSession();
	const { processInfo } = await root.send('SystemInfo.getProcessInfo');
	const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id));
	return { heapMB: megabytes(usedSize), largestRendererMB: megabytes(Math.max(...renderers)) };
}

/** Resident memory of a process, bytes; 0 where the system does not say. */
function residentOf(pid: number): number {
	try {
		return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
}

function megabytes(bytes: number): number {
	return Math.round(bytes / 100_000) / 10;
}
