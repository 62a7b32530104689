import { expect, test, type Browser, type Page } from '@playwright/test';
import { seededRandom } from '../support/seeded-random.ts';
import { neighbour } from '../support/busy-county/people.ts';
import { goTo, lineChip, openCase, photographPaper, settleIn, takeIn, unlock } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';

const ITEM = '低保';

/** A village's tablet that was offline when a case was taken in, and that somebody locked. */
async function lockedVillage(browser: Browser, county: CountyProcess) {
	const tablet = await browser.newContext();
	const village = await settleIn(tablet, county.origin, '代办员甲');
	await tablet.setOffline(true);
	const who = neighbour(seededRandom(12), '曼国村');
	const { number } = await takeIn(village, who, ITEM, async () => {
		await photographPaper(village);
	});
	await goTo(village, '/');
	await expect(village.getByRole('heading', { name: '今天先办这些' })).toBeVisible();
	// The page is loaded anew, so that nothing of it stays.
	await Promise.all([village.waitForEvent('load'), village.keyboard.press('Alt+0')]);
	await expect(village).toHaveURL(/\/enter$/);
	await goTo(village, '/');
	await expect(village.getByRole('heading', { name: '本机锁着' })).toBeVisible();
	return { tablet, village, number, who };
}

test('P90 a locked tablet comes on the line, and its work is at the county before anybody opens it', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const town = await settleIn(await browser.newContext(), county.origin, '窗口员甲');
	const { tablet, village, number } = await lockedVillage(browser, county);
	await tablet.setOffline(false);
	await openCase(town, number);
	await expect(lineChip(village)).toHaveText(/本机锁着$/);
	await expect(village.getByRole('heading', { name: '本机锁着' })).toBeVisible();
	await unlock(village);
	await openCase(village, number);
	await expect(village.getByTitle('县中心已收').first()).toBeVisible();
	await expect(lineChip(village)).toContainText('县中心已全部收到');
	await county.end();
});

test('P91 a locked tablet without a network is emptied onto a stick by whoever has it, who reads nothing', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const town = await settleIn(await browser.newContext(), county.origin, '窗口员甲');
	const { village, number, who } = await lockedVillage(browser, county);
	await noHindrance(village, 'a locked tablet that has work');
	const packing = village.getByRole('link', { name: '装成文件带走' });
	await packing.press('Enter');
	const [download] = await Promise.all([
		village.waitForEvent('download'),
		village.getByRole('button', { name: '装成文件', exact: true }).press('Enter')
	]);
	const pieces: Buffer[] = [];
	for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
	const parcel = Buffer.concat(pieces);
	for (const secret of [who.name, who.idNumber, who.phone])
		expect(parcel.toString('utf8')).not.toContain(secret);

	await goTo(town, '/carry');
	const [chooser] = await Promise.all([
		town.waitForEvent('filechooser'),
		town.getByRole('button', { name: '选文件' }).press('Enter')
	]);
	await chooser.setFiles({ name: 'file.yizhan', mimeType: 'application/x-yizhan', buffer: parcel });
	await town.getByRole('button', { name: '交给县中心' }).click();
	await expect(town.getByText(/县中心收下了 \d+ 步、照片 1 张/)).toBeVisible();
	await openCase(town, number);
	await county.end();
});

test('P8 a lost tablet that was revoked hands over what it holds, locked as it is, and then no password opens it', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const { tablet, village } = await lockedVillage(browser, county);
	const admin = await settleIn(await browser.newContext(), county.origin, '县管理员');
	await goTo(admin, '/county/devices');
	await revoke(admin);
	await tablet.setOffline(false);
	await expect(lineChip(village)).toContainText('这台设备已停用');
	await expect.poll(() => slotsOf(village)).toBe(0);
	await village.reload();
	await expect(village.getByRole('heading', { name: '本机锁着' })).toBeHidden();
	await county.end();
});

test('P91 where the disk cannot be opened, what was not sent is still packed', async ({ browser }) => {
	const county = await CountyProcess.start();
	const { village } = await lockedVillage(browser, county);
	await breakDisk(village);
	await village.reload();
	await expect(village.getByText('这台设备上的数据打不开')).toBeVisible();
	await noHindrance(village, 'a disk that cannot be opened');
	const [download] = await Promise.all([
		village.waitForEvent('download'),
		village.getByRole('button', { name: '装成文件', exact: true }).press('Enter')
	]);
	expect(download.suggestedFilename()).toMatch(/^驿站传送-.*\.yizhan$/);
	await expect(village.getByText(/装好了：\d+ 步，照片 1 张/)).toBeVisible();
	await county.end();
});

/** The village's tablet, of the county's devices. */
async function revoke(admin: Page): Promise<void> {
	const row = admin.getByRole('row').filter({ has: admin.getByRole('button', { name: /^停用 / }) });
	await row
		.filter({ hasText: '村' })
		.getByRole('button', { name: /^停用 / })
		.click();
	await admin.getByRole('dialog').getByRole('textbox').fill('丢在班车上');
	await admin.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click();
	await expect(admin.getByRole('dialog')).toBeHidden();
}

/** How many clerks' passwords would open this disk. */
function slotsOf(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve, reject) => {
				const asked = indexedDB.open('yizhan');
				asked.onerror = () => reject(asked.error ?? new Error('no disk'));
				asked.onsuccess = () => {
					const rows = asked.result.transaction('keys').objectStore('keys').getAll();
					rows.onsuccess = () => {
						asked.result.close();
						resolve((rows.result as { slot?: unknown }[]).filter(({ slot }) => slot !== undefined).length);
					};
				};
			})
	);
}

/** From the next start on: what of the disk an update must change first fails. */
async function breakDisk(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const open = indexedDB.open.bind(indexedDB);
		IDBFactory.prototype.open = (name, version) => {
			if (name === 'yizhan' && version !== undefined)
				throw new DOMException('Internal error', 'UnknownError');
			return open(name);
		};
	});
}
