import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { settleIn } from '../e2e/at-the-counter.ts';
import { CountyProcess } from '../e2e/county-process.ts';
import { CountingHand, type Effort } from './counting-hand.ts';

/** What villages take in most: who comes, for what, under which word it is looked for, and how many papers it needs. */
const MATTERS = [
	{ word: 'yibao', item: '城乡居民基本医疗保险参保登记', name: '岩罕', number: '11010519491231002X' },
	{ word: 'yanglao', item: '城乡居民基本养老保险参保登记', name: '玉香', number: '532822198503040025' },
	{ word: 'gaoling', item: '高龄津贴（老年人高龄津贴）申领', name: '刀明', number: '532822194001010012' },
	{ word: 'dibao', item: '最低生活保障审核确认', name: '依香', number: '532822197207080028' },
	{ word: 'linshi', item: '临时救助', name: '岩温', number: '53282219660506001X' }
] as const;

type Matter = (typeof MATTERS)[number];
export type IntakeFigure = Effort & { bench: 'intake'; item: string; kind: 'first' | 'repeated' };

/**
 * A first and a repeated intake of the five matters on a village's device, offline, each from the workbench to the
 * slip, in the real app. The reading of the papers themselves and what is said meanwhile are not in it.
 */
export async function intakes(print: (figure: IntakeFigure) => void): Promise<void> {
	const county = await CountyProcess.start();
	const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
	try {
		const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
		const hand = await atTheVillage(context, county.origin);
		for (const kind of ['first', 'repeated'] as const) {
			for (const matter of MATTERS) {
				await takeIn(hand, matter, kind);
				print({ bench: 'intake', item: matter.item, kind, ...hand.effort() });
			}
		}
	} finally {
		await browser.close();
		await county.end();
	}
}

async function atTheVillage(context: BrowserContext, origin: string): Promise<CountingHand> {
	const page = await settleIn(context, origin, '代办员甲');
	await context.setOffline(true);
	return new CountingHand(page);
}

async function takeIn(hand: CountingHand, matter: Matter, kind: IntakeFigure['kind']): Promise<void> {
	const { page } = hand;
	await page.goto(new URL('/', page.url()).href);
	const name = page.getByRole('group', { name: '申请人' }).getByLabel('姓名');

	hand.decide();
	await hand.tap(page.getByRole('link', { name: '收件' }).first(), page.getByLabel('要办什么事'));
	hand.decide();
	if (kind === 'first') {
		const found = page.getByRole('button', { name: matter.item }).first();
		await hand.type(matter.word, found);
		await hand.tap(found, name);
	} else
		await hand.tap(
			page.getByRole('region', { name: '本机常办' }).getByRole('button', { name: matter.item }),
			name
		);

	hand.decide();
	const usual = page.getByRole('button', { name: /照常收齐/ });
	if (kind === 'first') {
		await hand.type(matter.name);
		for (const text of [null, matter.number, '13800000001', '曼国村三组']) {
			await hand.press('Tab');
			if (text !== null) await hand.type(text);
		}
	} else {
		const known = page.getByRole('group', { name: '以前办过' }).getByRole('button').first();
		await hand.type(matter.name, known);
		hand.decide();
		await hand.tap(known, page.getByText(/取自/).first());
	}
	await hand.press('Enter', usual);

	hand.decide();
	await hand.press('Enter');
	await hand.press('Enter', page.getByRole('group', { name: '办理情形' }));
	hand.decide();
	await hand.press('Enter', page.getByRole('img', { name: /签字/ }));
	hand.decide();
	await hand.draw(/签字/);
	await hand.tap(
		page.getByRole('button', { name: /交给.*并打印/ }),
		page.getByText(/532822\d{6}-\d{6}/).first()
	);
}
