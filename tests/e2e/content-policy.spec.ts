import { expect, test, type Page } from '@playwright/test';
import { CountyProcess } from './county-process.ts';
import { settleIn, takeIn } from './at-the-counter.ts';

const FOR_CLERKS = [
	'/',
	'/intake',
	'/cases',
	'/cases/receive',
	'/items',
	'/items/MZ-001',
	'/road',
	'/road/record',
	'/settings'
];
const FOR_ADMINS = ['/county', '/county/units', '/county/clerks', '/county/devices', '/county/blocks'];

/** What the browser refused because of the county's content policy. */
async function refused(page: Page): Promise<string[]> {
	return page.evaluate(() => (window as unknown as { refused: string[] }).refused);
}

test('no page of the app asks for what the county’s content policy refuses, and what it must refuse it does', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const tablet = async (clerk: string) => {
		const context = await browser.newContext();
		await context.addInitScript(() => {
			const list: string[] = [];
			Object.assign(window, { refused: list });
			document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) =>
				list.push(`${violatedDirective} ${sourceFile} ${sample}`)
			);
		});
		return settleIn(context, county.origin, clerk);
	};
	const page = await tablet('代办员甲');
	await takeIn(page, { name: '岩罕', idNumber: '11010519491231002X', phone: '13888888888' }, '低保');
	expect(await refused(page)).toEqual([]);
	for (const [visitor, paths] of [
		[page, FOR_CLERKS],
		[await tablet('县管理员'), FOR_ADMINS]
	] as const) {
		for (const path of paths) {
			await visitor.goto(county.origin + path);
			await expect(visitor.getByRole('heading', { level: 1 }).first()).toBeVisible();
			expect(await refused(visitor), path).toEqual([]);
		}
	}

	for (const attack of [
		() => void (document.body.innerHTML = '<p>text that became markup</p>'),
		() => void document.body.append(Object.assign(document.createElement('script'), { text: 'alert(1)' })),
		() => void new Worker('/other.js'),
		() => void document.head.append(Object.assign(document.createElement('base'), { href: '/elsewhere/' }))
	]) {
		const before = (await refused(page)).length;
		await page.evaluate(attack).catch(() => {});
		await expect.poll(async () => (await refused(page)).length, attack.toString()).toBeGreaterThan(before);
	}
	await county.end();
});
