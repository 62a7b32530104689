import type { Body, Change, ChangeId } from '../changes/change.ts';
import type { Placed } from '../changes/order.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import type { CaseState } from '../documents/case/state.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock, Locks, Random } from '../platform/seams.ts';
import { appendToChain, readGround, signChanges, type Ground } from './chain.ts';
import type { Database } from './database.ts';
import { foldDirectory, foldPlaced, isDirectory, project, recordTables } from './projections.ts';
import { changeOfRow } from './rows.ts';
import { setting } from './settings.ts';
import { stored } from './stored.ts';
import type { Authored, AuthorFault, Station } from './station.ts';

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
	doc: string;
	signer: Signer | null;
	/** The change in quarantine that this one replaces. */
	redoes?: ChangeId;
	make: (ground: Ground) => Body['action'][] | AuthorFault;
	/** Why one of these changes would be set aside by the document's fold. */
	refused: (placed: Placed[], directory: DirectoryState, written: Set<string>) => SetAsideCode | null;
};

export function authoring(station: Setting): Pick<Station, 'authorCase' | 'authorDirectory' | 'authorAnew'> {
	const { db, locks, clock, calendar, clerkSigner, wake } = station;

	/** Under the lock, so that two tabs do not sign two changes for one place in the chain. */
	function write(plan: (county: string) => Promise<Plan | null>): Promise<Authored> {
		return locks.hold('author', async () => {
			const identity = await setting(db, 'identity');
			if (!identity) return fault('not-enrolled');
			const ended = await setting(db, 'ended');
			if (ended) return fault(ended);
			const planned = await plan(identity.county.id);
			if (!planned) return fault('no-such-thing');
			const { doc, signer, redoes, make, refused } = planned;
			if (!signer) return fault('not-signed-in');
			const ground = await readGround(db, doc);
			const actions = make(ground);
			if (typeof actions === 'string') return fault(actions);
			const { device } = identity;
			const changes = await signChanges({ doc, device, signer, redoes }, ground, actions, station);
			const placed = [...ground.placed, ...changes.map((change) => ({ change, receipt: null }))];
			const code = refused(placed, ground.directory, new Set(changes.map(({ id }) => id)));
			return code ? fault(code) : store(doc, changes, redoes);
		});
	}

	async function store(doc: string, changes: Change[], redoes?: ChangeId): Promise<Authored> {
		const disk = await stored(() =>
			db.transaction('rw', recordTables(db), async () => {
				await appendToChain(db, changes, clock.now());
				if (redoes !== undefined) await db.quarantine.delete(redoes);
				await project(db, [doc], calendar);
			})
		);
		if (disk) return fault(disk);
		wake();
		return { ok: true, changes };
	}

	const onCase = async (
		doc: string,
		make: (state: CaseState) => Body['action'][],
		redoes?: ChangeId
	): Promise<Plan> => ({
		doc,
		...(redoes !== undefined && { redoes }),
		signer: await clerkSigner(),
		make({ placed, directory }) {
			const state = foldPlaced(doc, placed, directory);
			return state.readOnly ? 'read-only' : make(state);
		},
		refused(placed, directory, written) {
			const { timeline } = foldPlaced(doc, placed, directory);
			const aside = timeline.find((entry) => entry.setAside && written.has(entry.change));
			return aside?.setAside?.code ?? null;
		}
	});

	const onDirectory = async (
		doc: string,
		actions: Body['action'][],
		by: { signer?: Signer | undefined; redoes?: ChangeId }
	): Promise<Plan> => ({
		doc,
		...(by.redoes !== undefined && { redoes: by.redoes }),
		signer: by.signer ?? (await clerkSigner()),
		make: () => actions,
		refused: (placed, _, written) =>
			foldDirectory(placed).setAside.find(({ id }) => written.has(id))?.code ?? null
	});

	return {
		authorCase: (doc, make) => write(() => onCase(doc, make)),
		authorDirectory: (actions, signer) =>
			write((county) => onDirectory(`directory/${county}`, actions, { signer })),
		authorAnew: (id) =>
			write(async () => {
				const row = await db.quarantine.get(id);
				const change = row && changeOfRow(row);
				if (!change?.body) return null;
				const { doc } = change.envelope;
				const actions = [change.body.action];
				return isDirectory(doc) ? onDirectory(doc, actions, { redoes: id }) : onCase(doc, () => actions, id);
			})
	};
}

function fault(code: AuthorFault): Authored {
	return { ok: false, code };
}
