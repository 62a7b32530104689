import type { CommandCode } from '$lib/commands/codes.ts';
import type { CaseRow } from '$lib/device/station.ts';
import type { Viewer } from './next-step.ts';

/**
 * Deeds that several cases may have done to them in one go: they move paper and judge nothing. Accepting,
 * deciding and declining are looked at case by case (features.md F050).
 */
export const batchDeeds = ['receive', 'handOver', 'recall'] as const;
export type BatchDeed = (typeof batchDeeds)[number];

/** Whether a row looks as if the deed were possible; the station itself judges each case when it is done. */
export function mayInBatch(deed: BatchDeed, row: CaseRow, { unit, roles }: Viewer): boolean {
	if (!roles.some((role) => role !== 'admin')) return false;
	const isOurs = row.holder === unit;
	switch (deed) {
		case 'receive':
			return row.offeredTo === unit;
		case 'handOver':
			return isOurs && row.offeredTo === null && ['received', 'accepted', 'decided'].includes(row.stage);
		case 'recall':
			return row.offeredTo !== null && (row.holder === null ? row.origin === unit : isOurs);
	}
}

/** The unit that decides every one of them, where it is among those to choose from; '' where they differ or one is not known. */
export function unitForAll(
	deciders: readonly (string | null | undefined)[],
	choices: readonly { id: string }[]
): string {
	const [first] = deciders;
	const isAgreed = typeof first === 'string' && deciders.every((each) => each === first);
	return isAgreed && choices.some(({ id }) => id === first) ? first : '';
}

/** What became of a batch: each case is its own signed change, so some may be done and others not. */
export type BatchResult = { done: string[]; not: { doc: string; code: CommandCode }[] };

/**
 * Does one case after the other; one that fails holds up no other. An interrupted batch is simply done again:
 * what is done already is no longer offered.
 */
export async function doInBatch(
	docs: readonly string[],
	deed: (doc: string) => Promise<{ ok: true } | { ok: false; code: CommandCode }>,
	onprogress: (count: number) => void
): Promise<BatchResult> {
	const result: BatchResult = { done: [], not: [] };
	for (const [count, doc] of docs.entries()) {
		const done = await deed(doc).catch(() => ({ ok: false, code: 'disk-failed' }) as const);
		if (done.ok) result.done.push(doc);
		else result.not.push({ doc, code: done.code });
		onprogress(count + 1);
	}
	return result;
}
