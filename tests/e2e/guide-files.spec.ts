import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { publishFile } from '../../sync-server/catalogue/publish-file.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { readKey } from '../../sync-server/keys.ts';
import { systemClock } from '../../src/lib/platform/real.ts';
import { CountyProcess } from './county-process.ts';

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
	'base64'
);

test('a blank form that the county gave is on every tablet before it is needed, and the 委托书 always', async ({
	browser
}) => {
	const county = await CountyProcess.start();
	const list = await mkdtemp(join(tmpdir(), 'yizhan-list-'));
	try {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${county.origin}/items`);
		await expect(page.getByRole('button', { name: /全部事项/ })).toBeVisible();
		await page.evaluate(async () => void (await navigator.serviceWorker.ready));

		await publishWithBlank(county.dataDir, list);
		await page.goto(`${county.origin}/items/MZ-001`);
		const blank = page.getByRole('link', { name: /空白表：\s*低保申请书/ });
		await expect(blank).toBeVisible();
		await expect(page.getByText('还没下载到本机')).toHaveCount(0);

		await context.setOffline(true);
		const [opened] = await Promise.all([context.waitForEvent('page'), blank.click()]);
		await expect(opened.getByRole('img')).toBeVisible();
		await opened.close();

		await page.getByRole('link', { name: /空白表：\s*授权委托书/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: '授权委托书' })).toBeVisible();
		await expect(page.getByRole('article')).toContainText('最低生活保障审核确认');
	} finally {
		await county.end();
		await rm(list, { recursive: true });
	}
});

/** The demo's catalogue again, with a form for 低保: as an admin publishes it, while the server runs. */
async function publishWithBlank(dataDir: string, list: string): Promise<void> {
	const content = demoContent();
	const implementations = content.implementations.map((item) => ({
		...item,
		materials: item.materials.map((material, place) =>
			item.code === 'MZ-001' && place === 0 ? { ...material, blank: '空白表/低保申请书.png' } : material
		)
	}));
	await mkdir(join(list, '空白表'));
	await writeFile(join(list, '空白表', '低保申请书.png'), PNG);
	await writeFile(join(list, 'catalogue.json'), JSON.stringify({ ...content, implementations }));
	const signer = await readKey(dataDir, 'admin');
	if (!signer) throw new Error('the demo county has no admin key');
	const file = join(list, 'catalogue.json');
	expect(await publishFile(file, { dataDir, signer, clock: systemClock, newLineage: false })).toMatchObject({
		ok: true
	});
}
