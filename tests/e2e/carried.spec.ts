import { expect, test, type Download, type Page } from '@playwright/test';
import { seededRandom } from '../support/seeded-random.ts';
import { neighbour } from '../support/busy-county/people.ts';
import { goTo, lineChip, openCase, settleIn, takeIn, photographPaper } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';

const ITEM = '低保';

test('a case taken without a network goes to the county on a stick, and its receipt comes back on it', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const tablet = await browser.newContext();
	const village = await settleIn(tablet, county.origin, '代办员甲');
	const town = await settleIn(await browser.newContext(), county.origin, '窗口员甲');

	await tablet.setOffline(true);
	const who = neighbour(seededRandom(11), '曼国村');
	const { number } = await takeIn(village, who, ITEM, async () => {
		await photographPaper(village);
	});

	const parcel = await test.step('the village packs what waits, by keyboard', async () => {
		await goTo(village, '/road');
		await village.getByRole('link', { name: '没有网？装成文件带去送' }).press('Enter');
		await expect(village.getByText(/等着送的：.*（1 件），照片 1 张/)).toBeVisible();
		const [download] = await Promise.all([
			village.waitForEvent('download'),
			village.getByRole('button', { name: '装成文件', exact: true }).press('Enter')
		]);
		await expect(village.getByText(/装好了/)).toBeVisible();
		await noHindrance(village, 'a packed parcel');
		expect(download.suggestedFilename()).toMatch(/^驿站传送-.*\.yizhan$/);
		return fileOf(download);
	});
	const inTheClear = parcel.toString('utf8');
	for (const secret of [who.name, who.idNumber, who.phone]) expect(inTheClear).not.toContain(secret);

	const answer =
		await test.step('the township hands it over; what is no whole parcel is told so', async () => {
			await goTo(town, '/carry');
			await choose(town, Buffer.concat([parcel.subarray(0, -40)]));
			await town.getByRole('button', { name: '交给县中心' }).click();
			await expect(town.getByRole('alert')).toContainText('文件坏了，或没有拷全');
			await choose(town, Buffer.from('PK no parcel\n'));
			await expect(town.getByRole('alert')).toContainText('不是驿站的文件');
			await choose(town, parcel);
			await expect(town.getByText('传送文件', { exact: true })).toBeVisible();
			await town.getByRole('button', { name: '交给县中心' }).click();
			await expect(town.getByText(/县中心收下了 \d+ 步、照片 1 张/)).toBeVisible();
			await noHindrance(town, 'a parcel that was handed over');
			const [download] = await Promise.all([
				town.waitForEvent('download'),
				town.getByRole('button', { name: '存回执文件' }).click()
			]);
			return fileOf(download);
		});
	await openCase(town, number);

	await test.step('the village, still without a network, takes the receipts', async () => {
		await goTo(village, '/carry');
		await choose(village, answer);
		await village.getByRole('button', { name: '收下回执' }).click();
		await expect(village.getByText(/收下了 \d+ 步的回执、照片 1 张的回执/)).toBeVisible();
		await expect(village.getByText('没有要带的：本机的县中心都收到了。')).toBeVisible();
		await openCase(village, number);
		await expect(village.getByTitle('县中心已收').first()).toBeVisible();
	});

	await test.step('with the line back nothing comes twice', async () => {
		await tablet.setOffline(false);
		await expect(lineChip(village)).toContainText('县中心已全部收到');
		await openCase(town, number);
	});
	await county.end();
});

async function choose(page: Page, buffer: Buffer): Promise<void> {
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: '选文件' }).press('Enter')
	]);
	await chooser.setFiles({ name: 'file.yizhan', mimeType: 'application/x-yizhan', buffer });
}

async function fileOf(download: Download): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}
