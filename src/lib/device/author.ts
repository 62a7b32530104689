import type { Body, Change, ChangeId } from '../changes/change.ts';
import type { Placed } from '../changes/order.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import { kindOf, kinds, type Kind } from '../documents/kinds.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock, Locks, Random } from '../platform/seams.ts';
import { appendToChain, readGround, signChanges, type Ground } from './chain.ts';
import type { Database } from './database.ts';
import { foldPlaced } from './fold-placed.ts';
import { foldDirectory, project, recordTables } from './projections.ts';
import { canRedo, writtenByHand } from './redo.ts';
import { changeOfRow } from './rows.ts';
import { setting } from './settings.ts';
import { answered } from './stored.ts';
import type { Authored, AuthorFault, Station, Writing } from './station.ts';

type Setting = {
	db: Database;
	clock: Clock;
	random: Random;
	locks: Locks;
	calendar: Calendar;
	clerkSigner: () => Promise<Signer | null>;
	/** The outbox has gained something. */
	wake: () => void;
};

type Plan = {
	signer: Signer | null;
	/** The change in quarantine that these replace. */
	redoes?: ChangeId;
	works: Work[];
};

/** What is written on one document. */
type Work = {
	doc: string;
	make: (ground: Ground) => Body['action'][] | AuthorFault;
	/** Why one of these changes would be set aside by the document's fold. */
	refused: (placed: Placed[], directory: DirectoryState, written: Set<string>) => SetAsideCode | null;
};

/** What every register is written by. */
export interface AuthorOfKind {
	/** `Station.authorTogether` for documents of any one kind. */
	authorOf<State extends Closable>(
		kind: Kind<State>,
		writings: { doc: string; make: (state: State) => Body['action'][] }[]
	): Promise<Authored>;
}

export function authoring(
	station: Setting
): Pick<Station, 'authorCase' | 'authorTogether' | 'authorDirectory' | 'authorAnew'> & AuthorOfKind {
	const { db, locks, clock, calendar, clerkSigner, wake } = station;

	/** Under the lock, so that two tabs do not sign two changes for one place in the chain. */
	function write(plan: (county: string) => Promise<Plan | AuthorFault>): Promise<Authored> {
		const authored = async (): Promise<Authored> => {
			const identity = await setting(db, 'identity');
			if (!identity) return fault('not-enrolled');
			const ended = await setting(db, 'ended');
			if (ended) return fault(ended);
			const planned = await plan(identity.county.id);
			if (typeof planned === 'string') return fault(planned);
			const { signer, redoes, works } = planned;
			if (!signer) return fault('not-signed-in');
			const changes: Change[] = [];
			for (const work of works) {
				const signed = await sign(work, { device: identity.device, signer, redoes }, changes.at(-1));
				if (typeof signed === 'string') return fault(signed);
				changes.push(...signed);
			}
			return store(changes, redoes);
		};
		return locks.hold('author', () => answered(authored));
	}

	/** The changes of one work, on top of the one written before it; nothing is stored yet. */
	async function sign(
		{ doc, make, refused }: Work,
		by: { device: string; signer: Signer; redoes: ChangeId | undefined },
		before: Change | undefined
	): Promise<Change[] | AuthorFault> {
		const onDisk = await readGround(db, doc);
		const ground = before ? { ...onDisk, head: { seq: before.envelope.seq, id: before.id } } : onDisk;
		const actions = make(ground);
		if (typeof actions === 'string') return actions;
		const changes = await signChanges({ doc, ...by }, ground, actions, station);
		const placed = [...ground.placed, ...changes.map((change) => ({ change, receipt: null }))];
		return refused(placed, ground.directory, new Set(changes.map(({ id }) => id))) ?? changes;
	}

	async function store(changes: Change[], redoes?: ChangeId): Promise<Authored> {
		const docs = new Set(changes.map(({ envelope }) => envelope.doc));
		await db.transaction('rw', recordTables(db), async () => {
			await appendToChain(db, changes, clock.now());
			if (redoes !== undefined) await db.quarantine.delete(redoes);
			await project(db, docs, calendar);
		});
		wake();
		return { ok: true, changes };
	}

	async function planFor(works: Work[], redoes?: ChangeId): Promise<Plan> {
		if (new Set(works.map(({ doc }) => doc)).size < works.length) throw new Error('a document named twice');
		return { signer: await clerkSigner(), works, ...(redoes !== undefined && { redoes }) };
	}

	return {
		authorCase: (doc, make) => write(() => planFor([workOn(kinds.case, doc, make)])),
		authorTogether: (writings) => write(() => planFor(writings.map(workOf))),
		authorOf: (kind, writings) =>
			write(() => planFor(writings.map(({ doc, make }) => workOn(kind, doc, make)))),
		authorDirectory: (actions, signer) =>
			write(async (county) => ({
				signer: signer ?? (await clerkSigner()),
				works: [onDirectory(`directory/${county}`, actions)]
			})),
		authorAnew: (id) =>
			write(async () => {
				const row = await db.quarantine.get(id);
				const change = row && changeOfRow(row);
				if (!row || !change?.body) return 'no-such-thing';
				const mine = (await writtenByHand(db))(change);
				if (!canRedo({ code: row.code, mine })) return 'not-in-role';
				const { doc } = change.envelope;
				const kind = kindOf(doc);
				const actions = [change.body.action];
				if (kind === null) return 'no-such-thing';
				const work =
					kind === 'directory'
						? onDirectory(doc, actions)
						: workOn<Closable>(kinds[kind], doc, () => actions);
				return planFor([work], id);
			})
	};
}

/** A state that an action of a later version has closed to this one. */
type Closable = { readOnly: boolean };

function workOf(writing: Writing): Work {
	return 'onCase' in writing
		? workOn(kinds.case, writing.doc, writing.onCase)
		: workOn(kinds.bundle, writing.doc, writing.onBundle);
}

function workOn<State extends Closable>(
	kind: Kind<State>,
	doc: string,
	make: (state: State) => Body['action'][]
): Work {
	return {
		doc,
		make({ placed, directory }) {
			const state = foldPlaced(kind, doc, placed, directory);
			return state.readOnly ? 'read-only' : make(state);
		},
		refused(placed, directory, written) {
			const aside = kind.setAside(foldPlaced(kind, doc, placed, directory));
			return aside.find(({ id }) => written.has(id))?.code ?? null;
		}
	};
}

function onDirectory(doc: string, actions: Body['action'][]): Work {
	return {
		doc,
		make: () => actions,
		refused: (placed, _, written) =>
			foldDirectory(placed).setAside.find(({ id }) => written.has(id))?.code ?? null
	};
}

function fault(code: AuthorFault): Authored {
	return { ok: false, code };
}
