import type { Locks, Tabs } from '../platform/seams.ts';
import { notYetOn, type LineState } from './line-state.ts';
import { openLine, type Line, type LineSetting } from './line.ts';

/** What tabs say to each other about the line that one of them has. */
export type LineWord = 'how-is-it' | 'wake' | 'outbox' | { state: LineState };

/**
 * One line for all tabs of a device. The tab that has the lock has the line; the others see its state, and tell it
 * what they wrote. When it goes, the next one opens a line of its own.
 */
export function shareLine(setting: LineSetting & { locks: Locks; tabs: Tabs<LineWord> }): Line {
	const { locks, tabs, store, clock } = setting;
	const watchers = new Set<(state: LineState) => void>();
	const wakes = new Set<() => void>();
	let state = notYetOn(clock.now());
	let own: Line | null = null;
	let isClosed = false;
	let letGo = () => {};

	function become(next: LineState): void {
		state = next;
		for (const take of watchers) take(next);
	}

	function onOutbox(wake: () => void): () => void {
		const stopHere = store.onOutbox(wake);
		wakes.add(wake);
		return () => {
			stopHere();
			wakes.delete(wake);
		};
	}

	function hear(word: LineWord): void {
		if (typeof word === 'object') return own ? undefined : become(word.state);
		if (!own) return;
		if (word === 'how-is-it') tabs.tell({ state });
		else if (word === 'wake') own.wake();
		else for (const wake of wakes) wake();
	}

	const stops = [
		tabs.listen(hear),
		store.onOutbox(() => {
			if (!own) tabs.tell('outbox');
		})
	];
	tabs.tell('how-is-it');
	void locks.hold('line', async () => {
		if (isClosed) return;
		own = openLine({ ...setting, store: { ...store, onOutbox } });
		own.watch((next) => {
			become(next);
			tabs.tell({ state: next });
		});
		await new Promise<void>((resolve) => (letGo = resolve));
	});

	return {
		state: () => state,
		watch(take) {
			watchers.add(take);
			take(state);
			return () => watchers.delete(take);
		},
		wake() {
			if (own) own.wake();
			else tabs.tell('wake');
		},
		close() {
			isClosed = true;
			for (const stop of stops) stop();
			own?.close();
			letGo();
		}
	};
}
