import { expect, test, type Page } from '@playwright/test';
import { goTo, lineChip, settleIn, signIn } from './at-the-counter.ts';
import { CountyProcess } from './county-process.ts';
import { fakeCamera, forbid, hold, isOn } from './fake-camera.ts';
import { noHindrance } from './hindrances.ts';

let county: CountyProcess;

test.beforeAll(async () => {
	county = await CountyProcess.start();
});
test.afterAll(async () => {
	await county.end();
});

test('a new device enrols by scanning the sheet, until an admin revokes it', async ({ browser }) => {
	const device = await (await browser.newContext()).newPage();
	await fakeCamera(device);
	await enrolByScanning(device, '勐混镇窗口电脑');

	const admin = await (await browser.newContext()).newPage();
	await signIn(admin, county.origin, '县管理员');
	await goTo(admin, '/county/devices');
	const row = admin.getByRole('row', { name: /勐混镇窗口电脑/ });
	await expect(row).toContainText('在用');
	await row.getByRole('button', { name: '停用 勐混镇窗口电脑' }).click();
	await admin.getByRole('dialog').getByLabel('原因').fill('丢失');
	await admin.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click();
	await expect(row).toContainText('已停用');
	await expect(row.getByTitle('县中心已收')).toBeVisible();
	await goTo(admin, '/county/blocks');
	await expect(admin.getByRole('row', { name: /勐混镇窗口电脑（已停用）/ })).toContainText('0 / 9999');
	await expect(lineChip(device)).toContainText('这台设备已停用');
});

test('an admin opens the window that a township lacks, and gives a new clerk a role', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, county.origin, '县管理员');
	await goTo(page, '/county/windows');
	await page.getByText(/个乡镇还缺窗口/).click();
	await page.getByRole('button', { name: '给勐混镇添加帮办代办窗口' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('编号或名称').fill('');
	await dialog.getByRole('button', { name: '保存' }).click();
	await expect(dialog.getByRole('alert')).toBeVisible();
	await dialog.getByLabel('编号或名称').fill('3号');
	await noHindrance(page, 'a window');
	await dialog.getByRole('button', { name: '保存' }).click();
	const row = page.getByRole('row', { name: /3号/ });
	await expect(row).toContainText('帮办代办');
	await expect(row.getByTitle('县中心已收')).toBeVisible();
	await expect(page.getByRole('button', { name: '给勐混镇添加帮办代办窗口' })).toBeHidden();

	await goTo(page, '/county/clerks');
	await page.getByRole('button', { name: '添加人员' }).click();
	await dialog.getByLabel('姓名').fill('岩温香');
	await dialog.getByLabel('账号').fill('ai-wen-xiang');
	await dialog.getByRole('button', { name: '保存' }).click();
	await dialog.getByLabel('在哪个单位').selectOption({ label: '勐混镇' });
	const until = dialog.getByLabel(/计划到哪一天/);
	await until.focus();
	await page.keyboard.type('2');
	await dialog.getByRole('button', { name: '给角色' }).click();
	await expect(dialog.getByRole('alert')).toHaveText('日期没有写完整：要有年、月、日');
	await expect(until).toBeFocused();
	await until.fill('2020-01-01');
	await dialog.getByRole('button', { name: '给角色' }).click();
	await expect(dialog.getByRole('alert')).toContainText('日期要在');
	await until.fill('');
	await expect(dialog.getByRole('alert')).toBeHidden();
	await dialog.getByRole('button', { name: '给角色' }).click();
	await expect(dialog.getByRole('listitem').filter({ hasText: '勐混镇 · 窗口' })).toBeVisible();
	await page.keyboard.press('Escape');
	await goTo(page, '/county/roles');
	await expect(page.getByRole('row', { name: /岩温香/ })).toContainText('有效');
	await expect(page.getByRole('row', { name: /岩温香/ }).getByTitle('县中心已收')).toBeVisible();
});

test('a stack of papers is received one after another, each code once, with the camera or without', async ({
	browser
}) => {
	const page = await settleIn(await browser.newContext(), county.origin, '窗口员甲');
	await fakeCamera(page);
	await page.goto(`${county.origin}/cases/receive`);
	await page.getByRole('button', { name: '用相机扫' }).click();
	for (const [i, doc] of ['01AAAA', '01BBBB'].entries()) {
		await hold(page, `yizhan:case/${doc}?n=532822103202-261125-001-000${i + 1}-AAA`);
		await expect(page.getByRole('heading', { name: `这一摞 · ${i + 1} 份` })).toBeVisible();
	}
	await hold(page, null);
	await noHindrance(page, 'the stack');
	await page.getByRole('button', { name: '收起相机' }).click();
	await expect.poll(() => isOn(page)).toBe(false);

	await forbid(page);
	await page.getByRole('button', { name: '用相机扫' }).click();
	await expect(page.getByText('浏览器没有让本页用相机')).toBeVisible();
	await expect(page.getByLabel('二维码内容或编号')).toBeEditable();
});

test('clerks change in two touches, also offline; the one who leaves is out of sight', async ({
	browser
}) => {
	const context = await browser.newContext();
	const page = await settleIn(context, county.origin, '代办员甲', '代办员乙');
	// A slow tablet: the keys come before the list of clerks is read.
	const slowness = await context.newCDPSession(page);
	await slowness.send('Emulation.setCPUThrottlingRate', { rate: 10 });
	await context.setOffline(true);
	await expect(lineChip(page)).toContainText('离线');
	await page.keyboard.press('?');
	const before = page.getByRole('dialog', { name: '键盘快捷键' });
	await expect(before).toBeVisible();
	await page.keyboard.press('Alt+1');
	const panel = page.getByRole('dialog', { name: '换人' });
	await expect(panel.getByLabel('密码')).toBeFocused();
	await slowness.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	expect(await dialogSeenAt(page, await middleOf(before.getByRole('heading', { name: '键盘快捷键' })))).toBe(
		'switch-clerk'
	);
	await noHindrance(page, 'changing clerks');
	await page.keyboard.press('Escape');
	await expect(panel).toBeHidden();
	await expect(before).toBeVisible();

	await page.keyboard.press('Alt+1');
	await page.keyboard.type('wrong');
	await page.keyboard.press('Enter');
	await expect(panel.getByRole('alert')).toBeVisible();
	await panel.getByLabel('密码').fill('yizhan-demo');
	await page.keyboard.press('Enter');
	await expect(panel).toBeHidden();
	await expect(before).toBeHidden();
	await expect(page.getByRole('banner')).toContainText('代办员甲');
	await page.keyboard.press('Alt+0');
	await expect(page.getByRole('banner')).toContainText('未登录');
	await expect(page.getByText('代办员甲，请输入密码')).toBeVisible();
});

async function enrolByScanning(page: Page, name: string): Promise<void> {
	const [account] = (await county.accounts()).filter(({ role }) => role === 'window');
	const card = (await (await fetch(`${county.origin}/api/county`)).json()) as { root: string };
	await page.goto(`${county.origin}/enter`);
	await page.getByRole('button', { name: '用相机扫登记二维码' }).click();
	await hold(page, 'yizhan:case/01A');
	await expect(page.getByText('这不是登记二维码')).toBeVisible();
	await hold(page, `${county.origin}/enter#${account?.code}.${card.root}`);
	await expect(page.getByLabel('登记码')).toHaveValue(account?.code ?? '');
	await expect(page.getByText('与二维码一致')).toBeVisible();
	await expect.poll(() => isOn(page)).toBe(false);
	await page.getByLabel('设备名称').fill(name);
	await page.getByRole('button', { name: '登记', exact: true }).click();
	await expect(page.getByLabel('账号')).toBeVisible();
}

type Place = { x: number; y: number };

async function middleOf(locator: ReturnType<Page['getByRole']>): Promise<Place> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('it is nowhere on the page');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The id of the dialog, or of the one whose backdrop it is, that lies uppermost there. */
function dialogSeenAt(page: Page, place: Place): Promise<string | undefined> {
	return page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('dialog')?.id, place);
}
