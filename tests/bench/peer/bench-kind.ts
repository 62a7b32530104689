import { Dexie } from 'dexie';
import * as v from 'valibot';
import { scanUpdate } from '../../../src/lib/changes/scan.ts';
import { foldPlaced } from '../../../src/lib/device/fold-placed.ts';
import { lists, type List } from '../../../src/lib/device/lists.ts';
import { applyEdit } from '../../../src/lib/documents/case/form.ts';
import type { FieldValue } from '../../../src/lib/documents/case/state.ts';
import { EVERYONE, kinds, type Kind } from '../../../src/lib/documents/kinds.ts';
import type { SetAsideCode } from '../../../src/lib/documents/deed.ts';
import { readAction } from '../../../src/lib/documents/read-action.ts';
import { fromBase64Url } from '../../../src/lib/platform/base64url.ts';

/** A peers' document: what its maps hold, by map and key, as JSON. */
export type BenchState = {
	id: string;
	/** The Yjs document of all edits (`documents/case/form.ts`). */
	form: string;
	values: Record<string, FieldValue>;
	setAside: { id: string; code: SetAsideCode }[];
	readOnly: boolean;
};

/** As the `edit` of a case, and let in by the same scanner. */
const benchActions = {
	edit: v.looseObject({
		type: v.literal('edit'),
		keys: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.minLength(1), v.maxLength(2000)),
		update: v.pipe(v.string(), v.maxLength(200_000), v.check(isSafe))
	})
};

function isSafe(update: string): boolean {
	const bytes = fromBase64Url(update);
	return bytes !== null && scanUpdate(bytes).ok;
}

export const benchKind: Kind<BenchState> = {
	actions: benchActions,
	rolesFor: (type) => (type === 'edit' ? ['agent', 'window', 'officer'] : null),
	start: (id) => ({ id, form: '', values: {}, setAside: [], readOnly: false }),
	advance(state, { id, action }) {
		const read = readAction(benchActions, action);
		const applied = read.ok ? applyEdit(state.form, read.action.update, read.action.keys) : null;
		if (!applied) return { ...state, setAside: [...state.setAside, { id, code: 'malformed-action' }] };
		return { ...state, form: applied.form, values: { ...state.values, ...applied.values } };
	},
	readers: () => [EVERYONE],
	setAside: ({ setAside }) => setAside
};

/** Who shows the bench's documents of a device, by the name of its database. */
export const shelves = new Map<string, (state: BenchState) => void>();

/** A projection that nothing reads but the peers' documents: told of each state when it is on the disk. */
const benchList: List = {
	async put(db, documents) {
		const show = shelves.get(db.name);
		const states = documents.map(({ doc, placed, directory }) =>
			foldPlaced(benchKind, doc, placed, directory)
		);
		Dexie.currentTransaction.on('complete', () => {
			for (const state of states) show?.(state);
		});
	},
	remove: async () => {},
	clear: async () => {},
	relyingAfter: async () => []
};

/** Makes this process know documents of the kind `bench`, as docs/add-a-register.md says; no product does. */
export function knowBench(): void {
	Object.assign(kinds, { bench: benchKind });
	Object.assign(lists, { bench: benchList });
}
