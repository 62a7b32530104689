import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { explainDeadline, type DeadlineWords } from '../../sync-server/explain-deadline.ts';

const NO_COUNTY = '/nonexistent';
let out: string[];
let err: string[];

beforeEach(() => {
	[out, err] = [[], []];
	vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
	vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
});
afterEach(() => {
	vi.restoreAllMocks();
});

async function json(words: DeadlineWords) {
	expect(await explainDeadline({ ...words, json: true }, NO_COUNTY)).toBe(0);
	return JSON.parse(out.join('\n')) as Record<string, unknown>;
}

const twenty = { limit: '20', unit: '工作日' };

test('a limit is reckoned as legal, with each day that is not counted', async () => {
	expect(await json({ limit: '3', unit: '工作日', accepted: '2026-11-26' })).toEqual({
		legal: { limit: 3, unit: '工作日', due: '2026-12-01' },
		promised: null,
		since: '2026-11-26',
		presumed: false,
		skipped: [
			{ date: '2026-11-28', reason: '周末' },
			{ date: '2026-11-29', reason: '周末' }
		],
		confirmed: true
	});
});

test('five working days of silence after the receipt, and it counts from there', async () => {
	const late = { ...twenty, received: '2026-11-20', accepted: '2026-11-30' };
	expect(await json(late)).toMatchObject({ since: '2026-11-20', presumed: true });
	out = [];
	expect(await json({ ...late, accepted: '2026-11-27' })).toMatchObject({
		since: '2026-11-27',
		presumed: false
	});
});

test('special procedures are passed over, and a year without its notice is not confirmed', async () => {
	const pause = ['2026-12-01:2026-12-04', '2026-12-21:2026-12-25'];
	const reckoned = await json({ ...twenty, accepted: '2026-11-23', pause });
	expect(reckoned).toMatchObject({ legal: { due: '2027-01-04' }, confirmed: false });
	expect(reckoned['skipped']).toContainEqual({ date: '2026-12-21', reason: '特别程序' });
	expect(reckoned['skipped']).toContainEqual({ date: '2027-01-01', reason: '元旦' });
});

test('an item has its own limits, the county’s or where there is no county the demo’s', async () => {
	const reckoned = await json({ item: 'MZ-001', accepted: '2026-11-23' });
	expect(reckoned).toMatchObject({ legal: { limit: 30, unit: '工作日', due: '2027-01-05' } });
	expect(await explainDeadline({ item: 'MZ-001', accepted: '2026-11-23' }, NO_COUNTY)).toBe(0);
	expect(out.join('\n')).toContain('法定：30 工作日，到 2027-01-05 为止');
});

describe('what cannot be reckoned ends with 2 and one clear line', () => {
	test.each<[DeadlineWords, RegExp]>([
		[{ ...twenty }, /缺少 --accepted/],
		[{ ...twenty, accepted: '2026-02-30' }, /2026-02-30 不是日期/],
		[{ ...twenty, accepted: '2026-2-3' }, /不是日期/],
		[{ limit: '20', unit: '年', accepted: '2026-11-23' }, /--unit 年/],
		[{ limit: '20', accepted: '2026-11-23' }, /--unit/],
		[{ limit: '-1', unit: '月', accepted: '2026-11-23' }, /--limit -1/],
		[{ limit: '99999', unit: '月', accepted: '2026-11-23' }, /--limit/],
		[{ accepted: '2026-11-23' }, /--item 和 --limit/],
		[{ ...twenty, item: 'MZ-001', accepted: '2026-11-23' }, /--item 和 --limit/],
		[{ item: 'MZ-001', unit: '月', accepted: '2026-11-23' }, /--unit/],
		[{ item: 'toString', accepted: '2026-11-23' }, /没有事项/],
		[{ ...twenty, accepted: '2026-11-23', received: '2026-11-24' }, /晚于/],
		[{ ...twenty, accepted: '2026-11-23', pause: ['2026-12-01'] }, /起日:止日/],
		[{ ...twenty, accepted: '2026-11-23', pause: ['2026-12-02:2026-12-01'] }, /早于/]
	])('%o', async (words, line) => {
		expect(await explainDeadline(words, NO_COUNTY)).toBe(2);
		expect([out, err.length]).toEqual([[], 1]);
		expect(err[0]).toMatch(line);
	});
});
