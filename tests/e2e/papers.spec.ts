import { expect, test } from '@playwright/test';
import { goTo, settleIn } from './at-the-counter.ts';
import { askedForMuch, declined, openByProxy, submit, wholeLife } from './cases-with-papers.ts';
import { CountyProcess } from './county-process.ts';
import { noHindrance } from './hindrances.ts';
import { nodeDevice } from './node-device.ts';
import { printed, type PrintedPage } from './printed.ts';

const COPIES_OF_A_NOTICE = 2;
/** The narrower roll differs from the wider one in nothing but its width. */
const ROLLS = [
	{ size: '80 毫米小票', width: 80, papers: 6 },
	{ size: '58 毫米小票', width: 58, papers: 1 }
];

/** What standards.md §5 asks of each paper, in the words of the cases below. Copies: as many as it says. */
const head = ['岩罕', '最低生活保障审核确认'];
const phones = ['咨询电话', '监督投诉', '12345'];
const PAPERS = {
	receipt: {
		copies: COPIES_OF_A_NOTICE,
		holds: [
			'收件凭证',
			'最低生活保障审核确认',
			'岩*',
			'居民户口簿',
			'收复印件1份',
			'收件人审核员甲',
			'收件时间',
			'尚未受理',
			'预计办结',
			...phones
		]
	},
	mandate: {
		copies: 3,
		holds: [
			'授权委托书',
			...head,
			'11010519491231002X',
			'13800000001',
			'玉香',
			'110105198001010024',
			'13800000002',
			'提交申请材料',
			'签署有关文书',
			'领取办理结果',
			'缴纳规定费用',
			'2026年11月25日',
			'2027年2月25日',
			'不得转委托',
			'委托人（签字或按手印）',
			'代理人（签字）',
			'见证人',
			'刀明'
		]
	},
	acceptance: {
		copies: COPIES_OF_A_NOTICE,
		holds: [
			'受理通知书',
			...head,
			'居民户口簿',
			'受理时间',
			'受理人审核员甲',
			'联系方式',
			'30个工作日',
			'6个工作日',
			'承诺办结日',
			'专用印章',
			'扫码或凭编号查询',
			...phones
		]
	},
	correction: {
		copies: COPIES_OF_A_NOTICE,
		holds: [
			'补正通知书',
			...head,
			'残疾人证',
			'已过有效期',
			'换领新证',
			'到哪里办：县残联',
			'可用代替：县残联出具的证明',
			'收入说明未签字',
			'2027年1月15日前',
			'全部需要补正的内容',
			...phones
		]
	},
	decision: {
		copies: COPIES_OF_A_NOTICE,
		holds: [
			'准予决定书',
			...head,
			'海民低保〔2026〕17号',
			'家庭人均收入低于当地标准',
			'社会救助暂行办法',
			'决定准予',
			'行政复议',
			'行政诉讼',
			'专用印章',
			...phones
		]
	},
	delivery: {
		copies: 1,
		holds: [
			'送达回证',
			...head,
			'准予决定书',
			'玉香',
			'他人代领',
			'送达时间',
			'领取人签字',
			'送达人',
			'凭授权委托书领取',
			...phones
		]
	}
};
const DECLINE = [
	'不予受理通知书',
	...head,
	'户籍不在本县',
	'第十一条',
	'景洪市民政局',
	'六十日',
	'行政复议',
	'六个月',
	'行政诉讼',
	'专用印章',
	...phones
];
const VILLAGE_RECEIPT = [
	'代办受理单',
	'委托人',
	'岩*',
	'代理人',
	'代办员代办员甲',
	'收单时间',
	'预计办结',
	'垫付费用',
	'居民户口簿',
	'代理人签字',
	'代办员签字',
	'一式两份',
	...phones
];

test('each paper says what it must, on the sheet of an office and on the roll of a counter', async ({
	browser
}, info) => {
	test.setTimeout(600_000);
	const county = await CountyProcess.start();
	const accounts = await county.accounts();
	const at = async (name: string) => {
		const account = accounts.find((each) => each.account === name);
		if (!account) throw new Error(`the demo county has no ${name}`);
		return { ...(await nodeDevice(county.origin, account)), unit: account.unit };
	};
	const village = await at('cun1');
	const township = await at('zhen2');
	const whole = await openByProxy(township);
	await wholeLife(township, whole);
	const turnedAway = await openByProxy(township);
	await declined(township, turnedAway);
	const long = await openByProxy(township);
	await askedForMuch(township, long);
	const carried = await openByProxy(village);
	await submit(village, carried, township.unit);

	const page = await settleIn(await browser.newContext(), county.origin, '审核员甲');

	const print = async (paper: string, id: string): Promise<PrintedPage[]> => {
		await goTo(page, `/papers/${paper}/${id}`);
		await expect(page.getByRole('region', { name: /预览$/ })).toBeVisible({ timeout: 60_000 });
		return printed(page, info.outputPath(`${paper}-${id.slice(0, 4)}-${Date.now()}.pdf`));
	};

	for (const [paper, { copies, holds }] of Object.entries(PAPERS)) {
		await test.step(`${paper} on A4`, async () => {
			const pages = await print(paper, whole.id);
			expect(pages).toHaveLength(copies);
			for (const each of pages) {
				isOfficial(each, [...holds, whole.number]);
				// Each copy is a paper of its own.
				expect(each.rank).toBe('第1页共1页');
			}
		});
	}
	await test.step('the notice of a case that is not accepted, and the slip of a village', async () => {
		for (const each of await print('decline', turnedAway.id)) isOfficial(each, DECLINE);
		for (const each of await print('receipt', carried.id)) isOfficial(each, VILLAGE_RECEIPT);
		await noHindrance(page, 'a paper');
	});

	for (const { size, width, papers } of ROLLS) {
		await test.step(`on ${size}, without a network`, async () => {
			await page.context().setOffline(true);
			await page.getByText(size, { exact: true }).click();
			for (const [paper, { copies, holds }] of Object.entries(PAPERS).slice(0, papers)) {
				const pages = await print(paper, whole.id);
				expect(pages).toHaveLength(copies);
				for (const each of pages) isSlip(each, width, [...holds, whole.number]);
			}
			await page.context().setOffline(false);
		});
	}

	await test.step('one copy, where one is enough', async () => {
		await goTo(page, `/papers/acceptance/${whole.id}`);
		await page.getByRole('group', { name: '份数' }).getByText('1 份').click();
		const [only, ...others] = await printed(page, info.outputPath('one.pdf'));
		expect(others).toEqual([]);
		expect(only?.text).not.toContain('存档');
	});
	await test.step('those of several cases at once, each on as much of the roll as it needs', async () => {
		await goTo(page, '/cases');
		await page.getByRole('button', { name: '全选' }).click();
		await page
			.getByRole('button', { name: /^打印受理单/ })
			.first()
			.click();
		await page.getByRole('group', { name: '份数' }).getByText('1 份').click();
		await page.getByText('80 毫米小票', { exact: true }).click();
		const slips = await printed(page, info.outputPath('several.pdf'));
		expect(slips).toHaveLength(4);
		for (const each of slips) isSlip(each, 80, ['岩*']);
		expect(new Set(slips.map(({ height }) => Math.round(height))).size).toBeGreaterThan(1);
		await page.getByText('A4', { exact: true }).click();
		const sheets = await printed(page, info.outputPath('sheets.pdf'));
		for (const each of sheets) {
			isOfficial(each, ['岩*']);
			expect(each.rank).toBe('第1页共1页');
		}
	});
	await test.step('a paper of several pages counts them, and each copy of it anew', async () => {
		await goTo(page, `/papers/correction/${long.id}`);
		await page.getByRole('region', { name: /预览$/ }).waitFor();
		const pages = await printed(page, info.outputPath('long.pdf'));
		const most = pages.length / COPIES_OF_A_NOTICE;
		expect(most).toBeGreaterThan(1);
		const ranks = Array.from({ length: most }, (_, at) => `第${at + 1}页共${most}页`);
		expect(pages.map(({ rank }) => rank)).toEqual([...ranks, ...ranks]);
	});
	for (const device of [village, township]) device.close();
	await county.end();
});

/** A4 within the margins of GB/T 9704: 37 mm above, 35 below, 28 left, 26 right. */
function isOfficial(page: PrintedPage, holds: string[]): void {
	expect([Math.round(page.width), Math.round(page.height)]).toEqual([210, 297]);
	const { left, top, right, bottom } = page.written;
	expect(left).toBeGreaterThan(27.5);
	expect(top).toBeGreaterThan(36.5);
	expect(right).toBeLessThan(184.5);
	expect(bottom).toBeLessThan(262.5);
	expect(page.rank).toMatch(/^第\d+页共\d+页$/);
	says(page, holds);
}

function isSlip(page: PrintedPage, width: number, holds: string[]): void {
	expect(Math.round(page.width)).toBe(width);
	const { left, top, right, bottom } = page.written;
	expect(left).toBeGreaterThan(2);
	expect(top).toBeGreaterThan(1);
	expect(right).toBeLessThan(width - 2);
	expect(bottom).toBeLessThan(page.height - 2);
	says(page, holds);
}

function says({ text, fonts, missing }: PrintedPage, holds: string[]): void {
	for (const words of holds) expect.soft(text).toContain(words.replace(/\s+/g, ''));
	expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
	expect(fonts.length).toBeGreaterThan(0);
	expect(missing).toBe(0);
}
