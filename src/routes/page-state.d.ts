import type { CaseFilter } from './cases/list/filter.ts';
import type { PaperKind } from '$lib/ui/papers/paper.ts';

declare global {
	namespace App {
		interface PageState {
			/** Ticket (`SearchedWords`) for what was searched for in the frame, taken along to the guides. */
			query?: string;
			/** What the list of cases begins narrowed to. */
			cases?: Partial<CaseFilter>;
			/** One paper each of several cases, to be printed in one go. */
			print?: { kind: PaperKind; docs: string[] };
		}
	}
}

export {};
