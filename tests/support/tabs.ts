import type { Tabs } from '../../src/lib/platform/seams.ts';

/** Joins the tabs of one browser: each call is another tab. */
export function tabsOfOneBrowser<Word>(): () => Tabs<Word> {
	const takers = new Set<(word: Word) => void>();
	return () => {
		let mine: ((word: Word) => void) | null = null;
		return {
			tell(word) {
				for (const take of takers) if (take !== mine) take(structuredClone(word));
			},
			listen(take) {
				mine = take;
				takers.add(take);
				return () => takers.delete(take);
			}
		};
	};
}
