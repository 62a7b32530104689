import type { Database } from './database.ts';
import type { Station } from './station.ts';

type Drafts = Pick<Station, 'drafts' | 'draft' | 'saveDraft' | 'removeDraft'>;

export function drafts(db: Database): Drafts {
	return {
		drafts: async () => (await db.drafts.toArray()).sort((a, b) => b.changedAt - a.changedAt),
		draft: async (id) => (await db.drafts.get(id)) ?? null,
		saveDraft: async (draft) => void (await db.drafts.put(draft)),
		removeDraft: (id) => db.drafts.delete(id)
	};
}
