import type { Body, Change } from '../changes/change.ts';
import type { Placed } from '../changes/order.ts';
import type { SetAsideCode } from '../documents/deed.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Clock, Locks, Random } from '../platform/seams.ts';
import { appendToChain, readGround, signChanges, type Ground } from './chain.ts';
import type { Database } from './database.ts';
import { foldDirectory, foldPlaced, project, recordTables } from './projections.ts';
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
	make: (ground: Ground) => Body['action'][] | AuthorFault;
	/** Why one of these changes would be set aside by the document's fold. */
	refused: (placed: Placed[], directory: DirectoryState, written: Set<string>) => SetAsideCode | null;
};

export function authoring(station: Setting): Pick<Station, 'authorCase' | 'authorDirectory'> {
	const { db, locks, clock, calendar, clerkSigner, wake } = station;

	/** Under the lock, so that two tabs do not sign two changes for one place in the chain. */
	function write(plan: (county: string) => Promise<Plan>): Promise<Authored> {
		return locks.hold('author', async () => {
			const identity = await setting(db, 'identity');
			if (!identity) return fault('not-enrolled');
			const ended = await setting(db, 'ended');
			if (ended) return fault(ended);
			const { doc, signer, make, refused } = await plan(identity.county.id);
			if (!signer) return fault('not-signed-in');
			const ground = await readGround(db, doc);
			const actions = make(ground);
			if (typeof actions === 'string') return fault(actions);
			const changes = await signChanges({ doc, device: identity.device, signer }, ground, actions, station);
			const placed = [...ground.placed, ...changes.map((change) => ({ change, receipt: null }))];
			const code = refused(placed, ground.directory, new Set(changes.map(({ id }) => id)));
			return code ? fault(code) : store(doc, changes);
		});
	}

	async function store(doc: string, changes: Change[]): Promise<Authored> {
		const disk = await stored(() =>
			db.transaction('rw', recordTables(db), async () => {
				await appendToChain(db, changes, clock.now());
				await project(db, [doc], calendar);
			})
		);
		if (disk) return fault(disk);
		wake();
		return { ok: true, changes };
	}

	return {
		authorCase: (doc, make) =>
			write(async () => ({
				doc,
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
			})),
		authorDirectory: (actions, signer) =>
			write(async (county) => ({
				doc: `directory/${county}`,
				signer: signer ?? (await clerkSigner()),
				make: () => actions,
				refused: (placed, _, written) =>
					foldDirectory(placed).setAside.find(({ id }) => written.has(id))?.code ?? null
			}))
	};
}

function fault(code: AuthorFault): Authored {
	return { ok: false, code };
}
