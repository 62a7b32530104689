import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DateString } from '../src/lib/domain/calendar.ts';
import type { CatalogueItem, ImplementationItem, LimitUnit, TimeLimit } from '../src/lib/domain/catalogue.ts';
import { countDays, type Pause, type Uncounted } from '../src/lib/domain/day-count.ts';
import { LONGEST_LIMIT, tellGapsBy } from '../src/lib/domain/deadline.ts';
import { officialCalendar } from '../src/lib/domain/holidays.ts';
import { isDate } from '../src/lib/domain/working-days.ts';
import { itemsFolder, newestRelease } from './catalogue/release-folder.ts';
import { demoContent } from './demo/content.ts';

/** As they were typed. */
export type DeadlineWords = {
	item?: string | undefined;
	limit?: string | undefined;
	unit?: string | undefined;
	accepted?: string | undefined;
	received?: string | undefined;
	pause?: string[] | undefined;
	json?: boolean | undefined;
};

type Limit = Pick<TimeLimit, 'value' | 'unit'>;
type Limits = { legal: Limit | null; promised: Limit | null };
type Due = { limit: number; unit: LimitUnit; due: DateString };

/** Why no date was reckoned, in a line for whoever typed it. */
class WrongWords extends Error {}

const UNITS: readonly LimitUnit[] = ['工作日', '自然日', '天', '月'];
const DONE = 0;
const WRONG_USE = 2;

/**
 * `yizhan deadline`: prints by when an item or a limit must be decided, and each day that is not counted with its reason.
 * Answers the exit code. Where DATA_DIR holds no catalogue, items are the demo county's.
 */
export async function explainDeadline(words: DeadlineWords, dataDir: string): Promise<number> {
	let reckoned;
	try {
		reckoned = await reckon(words, dataDir);
	} catch (error) {
		if (!(error instanceof WrongWords)) throw error;
		console.error(error.message);
		return WRONG_USE;
	}
	if (words.json) console.log(JSON.stringify(reckoned));
	else for (const line of linesOf(reckoned, words.item !== undefined)) console.log(line);
	return DONE;
}

async function reckon(words: DeadlineWords, dataDir: string) {
	const accepted = dateIn(words.accepted, '--accepted');
	const received = words.received === undefined ? null : dateIn(words.received, '--received');
	if (received !== null && received > accepted) {
		throw new WrongWords(`--received ${received} 晚于 --accepted ${accepted}：先收件，后受理`);
	}
	const pauses = (words.pause ?? []).map(pauseIn);
	const limits = await limitsIn(words, dataDir);
	const silent = received !== null && tellGapsBy(received, officialCalendar).date < accepted;
	const since = silent ? received : accepted;
	const count = (limit: Limit | null) => limit && countDays(since, limit, officialCalendar, pauses);
	const [legal, promised] = [count(limits.legal), count(limits.promised)];
	const counts = [legal, promised].filter((one) => one !== null);
	return {
		legal: dueOf(limits.legal, legal?.date),
		promised: dueOf(limits.promised, promised?.date),
		since,
		/** Five working days passed without a word, so it counts as accepted from the day of receipt. */
		presumed: silent,
		skipped: inOrder(counts.flatMap(({ uncounted }) => uncounted)),
		confirmed: counts.every(({ confirmed }) => confirmed)
	};
}

function dueOf(limit: Limit | null, due: DateString | undefined): Due | null {
	if (!limit?.unit || due === undefined) return null;
	return { limit: limit.value ?? 0, unit: limit.unit, due };
}

/** Each day once: the longer limit passes over the days of the shorter. */
function inOrder(days: Uncounted[]): { date: DateString; reason: string }[] {
	const reasons = new Map(days.map((day) => [day.date, reasonOf(day)]));
	return [...reasons].map(([date, reason]) => ({ date, reason })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function reasonOf(day: Uncounted): string {
	switch (day.why) {
		case 'weekend':
			return '周末';
		case 'holiday':
			return day.name;
		case 'local':
			return '本地放假';
		case 'paused':
			return '特别程序';
	}
}

function dateIn(text: string | undefined, option: string): DateString {
	if (text === undefined) throw new WrongWords(`缺少 ${option} 日期（如 2026-11-26）`);
	const fault = new WrongWords(`${option} ${text} 不是日期，应写成 2026-11-26`);
	if (!isDate(text)) throw fault;
	return text;
}

function pauseIn(text: string): Pause {
	const [from, to, ...rest] = text.split(':');
	if (rest.length > 0 || to === undefined) {
		throw new WrongWords(`--pause ${text} 应写成 起日:止日，如 2026-12-01:2026-12-10`);
	}
	const pause = { from: dateIn(from, '--pause'), to: dateIn(to, '--pause') };
	if (pause.to < pause.from) throw new WrongWords(`--pause ${text} 的止日早于起日`);
	return pause;
}

async function limitsIn({ item, limit, unit }: DeadlineWords, dataDir: string): Promise<Limits> {
	if ((item === undefined) === (limit === undefined)) throw new WrongWords('--item 和 --limit 要写其中一个');
	if (item !== undefined) {
		if (unit !== undefined) throw new WrongWords('--unit 只和 --limit 一起用；事项有自己的时限单位');
		return limitsOfItem(item, dataDir);
	}
	const value = Number(limit);
	if (!/^\d{1,4}$/.test(limit ?? '') || value > LONGEST_LIMIT) {
		throw new WrongWords(`--limit ${limit} 应是 0 到 ${LONGEST_LIMIT} 的整数`);
	}
	const known = UNITS.find((one) => one === unit);
	if (!known) throw new WrongWords(`--unit ${unit ?? ''} 应是 工作日、自然日 或 月`);
	return { legal: { value, unit: known }, promised: null };
}

async function limitsOfItem(code: string, dataDir: string): Promise<Limits> {
	const item = await findItem(code, dataDir);
	if (!item) throw new WrongWords(`目录里没有事项 ${code}`);
	return item;
}

async function findItem(code: string, dataDir: string): Promise<ImplementationItem | null> {
	const release = await newestRelease(dataDir);
	if (!release) return demoContent().implementations.find((one) => one.code === code) ?? null;
	const version = Object.hasOwn(release.record.items, code) ? release.record.items[code] : undefined;
	if (version === undefined) return null;
	const text = await readFile(join(itemsFolder(dataDir), `${version}.json`), 'utf8');
	return (JSON.parse(text) as CatalogueItem).implementation;
}

function* linesOf(
	{ legal, promised, since, presumed, skipped, confirmed }: Awaited<ReturnType<typeof reckon>>,
	ofItem: boolean
) {
	yield presumed
		? `收件后 5 个工作日内没有告知，视为 ${since} 收件之日受理；当天不计，次日起算`
		: `${since} 受理；当天不计，次日起算`;
	yield `法定：${dueWords(legal)}`;
	if (ofItem) yield `承诺：${dueWords(promised)}`;
	if (skipped.length > 0) yield '不计的日子：';
	for (const { date, reason } of skipped) yield `  ${date} ${reason}`;
	if (!confirmed) yield '其中有的年份还没有国务院办公厅的放假安排，日期可能变动';
}

function dueWords(due: Due | null): string {
	if (due === null) return '没有公布';
	return due.unit === '当场' ? `当场，${due.due}` : `${due.limit} ${due.unit}，到 ${due.due} 为止`;
}
