import type { Database } from './database.ts';
import type { Station } from './station.ts';

type Drafts = Pick<Station, 'drafts' | 'draft' | 'saveDraft' | 'removeDraft' | 'talkInHand' | 'keepTalk'>;

export function drafts(db: Database): Drafts {
	return {
		drafts: async () => (await db.drafts.toArray()).sort((a, b) => b.changedAt - a.changedAt),
		draft: async (id) => (await db.drafts.get(id)) ?? null,
		saveDraft: async (draft) => void (await db.drafts.put(draft)),
		removeDraft: (id) => db.drafts.delete(id),
		talkInHand: async (clerk, doc) =>
			(await db.talks.get([clerk, doc])) ?? { clerk, doc, typed: '', read: null },
		async keepTalk(talk) {
			if (talk.typed === '' && talk.read === null) await db.talks.delete([talk.clerk, talk.doc]);
			else await db.talks.put(talk);
		}
	};
}
