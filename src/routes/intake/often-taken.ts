import type { CaseRow } from '$lib/device/station.ts';

const MOST = 5;

/** Codes of the items that this device has taken in most, most first; of those taken equally often, the newest. */
export function oftenTaken(rows: readonly Pick<CaseRow, 'itemCode' | 'changedAt'>[]): string[] {
	const taken = new Map<string, { times: number; last: number }>();
	for (const { itemCode, changedAt } of rows) {
		if (itemCode === null) continue;
		const { times, last } = taken.get(itemCode) ?? { times: 0, last: 0 };
		taken.set(itemCode, { times: times + 1, last: Math.max(last, changedAt) });
	}
	return [...taken]
		.sort(([, a], [, b]) => b.times - a.times || b.last - a.last)
		.slice(0, MOST)
		.map(([code]) => code);
}
