import type { Clock, Network, Random, Timers } from '../platform/seams.ts';
import type { LineState } from './line-state.ts';
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
export declare function openLine(setting: LineSetting): Line;
