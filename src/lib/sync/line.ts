import type { Clock, Network, Random, Timers } from '../platform/seams.ts';
import { notYetOn, type LineState } from './line-state.ts';
import { openSession, type Session } from './session.ts';
import type { SyncStore } from './sync-store.ts';

export type LineSetting = {
	network: Network;
	store: SyncStore;
	clock: Clock;
	timers: Timers;
	random: Random;
};

/** The device's one line to the county: connects, and connects again, by itself. */
export interface Line {
	state(): LineState;
	/** Calls `take` now and at every change of the state. Returns: stop. */
	watch(take: (state: LineState) => void): () => void;
	/** Something to send, or reason to believe that the network is back: try now, not at the next turn. */
	wake(): void;
	close(): void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Another try soon will not mend these: the app must be updated, or a person must act. */
const STUBBORN: ReadonlySet<LineState['trouble']> = new Set<LineState['trouble']>([
	'old-protocol',
	'new-protocol',
	'unknown-device',
	'wrong-proof',
	'bad-frame',
	'not-the-county',
	'too-many-waiting',
	'older-county'
]);

export function openLine({ network, store, clock, timers, random }: LineSetting): Line {
	const watchers = new Set<(state: LineState) => void>();
	let session: Session | null = null;
	let isConnecting = false;
	let isClosed = false;
	let pause = FIRST_PAUSE_MS;
	let stopPausing: (() => void) | null = null;
	let state = notYetOn(clock.now());

	function become(next: Partial<LineState>): void {
		const since = next.status && next.status !== state.status ? clock.now() : state.since;
		state = { ...state, ...next, since };
		for (const take of watchers) take(state);
	}

	async function connect(): Promise<void> {
		if (isClosed || isConnecting || session || state.trouble === 'revoked') return;
		isConnecting = true;
		try {
			const self = await store.self();
			// Before enrolment, and after a fork, there is nothing to say; the store wakes the line when there is.
			if (!self) return;
			become({ status: 'connecting', nextTry: null });
			const socket = await network.connect();
			if (isClosed) return socket.close();
			session = openSession({
				socket,
				self,
				store,
				timers,
				heard: () => become({ lastContact: clock.now() }),
				welcomed({ time, release, ticket }) {
					pause = FIRST_PAUSE_MS;
					become({ status: 'on', trouble: null, clockAhead: time - clock.now(), release, ticket });
				},
				released: (release) => become({ release }),
				receiving: (now) => become({ receiving: now }),
				unplaced: (ids) => become({ unplaced: ids }),
				ended
			});
		} catch {
			ended(state.trouble);
		} finally {
			isConnecting = false;
		}
	}

	function ended(trouble: LineState['trouble']): void {
		session = null;
		become({ status: 'off', trouble, ticket: null, receiving: null, unplaced: [], nextTry: null });
		if (isClosed || trouble === 'fork' || trouble === 'revoked') return;
		if (STUBBORN.has(trouble)) pause = LONGEST_PAUSE_MS;
		// Spread out, or all stations of the county would come back in the same second.
		const spread = 0.5 + (random.bytes(1)[0] ?? 0) / 512;
		stopPausing?.();
		const rest = Math.round(pause * spread);
		stopPausing = timers.after(rest, retry);
		become({ nextTry: clock.now() + rest });
		pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
	}

	function retry(): void {
		stopPausing?.();
		stopPausing = null;
		void connect();
	}

	const stopListening = store.onOutbox(() => {
		if (session) session.push();
		// Off the line a new change is no sign that the network is back: the pause goes on.
		else if (!stopPausing) void connect();
	});
	void connect();

	return {
		state: () => state,
		watch(take) {
			watchers.add(take);
			take(state);
			return () => watchers.delete(take);
		},
		wake() {
			if (session) return session.push();
			pause = FIRST_PAUSE_MS;
			retry();
		},
		close() {
			isClosed = true;
			stopListening();
			stopPausing?.();
			session?.close();
		}
	};
}
