import { expect, test } from 'vitest';
import type { CaseState } from '../../../src/lib/documents/case/state.ts';
import { unread } from '../../../src/routes/cases/[case]/unread.ts';

function said(...words: string[]): CaseState['notes'] {
	return words.map((word) => {
		const [clerk, change] = word.split(' ');
		return { clerk, change } as CaseState['notes'][number];
	});
}

function news(notes: CaseState['notes'], read: string | null): string[] {
	return unread(notes, 'yu', read).map(({ change }) => change);
}

test('all that others said is new to whoever opens the case first, their own words never', () => {
	expect(news(said('dao 1', 'yu 2', 'ai 3'), null)).toEqual(['1', '3']);
});

test('new is what came after the remark that was shown last, also where one’s own unsent words stand behind it', () => {
	expect(news(said('dao 1', 'ai 3', 'yu 2'), '1')).toEqual(['3']);
	expect(news(said('dao 1', 'ai 3', 'yu 2'), '3')).toEqual([]);
});
