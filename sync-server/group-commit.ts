import type { Answer, Arrival, Sequencer, Taken } from './sequencer.ts';

/** Called when the arrivals are on disk; with null when the disk failed and nothing was kept. */
export type Answered = (answers: Answer[] | null) => void;

export interface GroupCommit {
	add(arrivals: Arrival[], answered: Answered): void;
	/** Commits what has gathered, now. */
	flush(): void;
}

export type GroupCommitSetting = {
	sequencer: Pick<Sequencer, 'take'>;
	/** Runs the next commit a little later: `setImmediate`, or by hand in tests. */
	schedule: (work: () => void) => void;
	onCommitted: (taken: Taken) => void;
	onFailure: (error: unknown) => void;
};

/** More at once would make each wait too long for its receipt (measured: 8,333 in one commit, 3.8 s). */
export const MOST_IN_A_COMMIT = 256;

type Gathered = { arrivals: Arrival[]; answered: Answered };

/** Gathers what all lines push, so that one sync of the disk serves them all. */
export function groupCommit({
	sequencer,
	schedule,
	onCommitted,
	onFailure
}: GroupCommitSetting): GroupCommit {
	const gathered: Gathered[] = [];
	let scheduled = false;

	function nextGroup(): Gathered[] {
		const group: Gathered[] = [];
		let size = 0;
		for (let next = gathered[0]; next; next = gathered[0]) {
			if (group.length > 0 && size + next.arrivals.length > MOST_IN_A_COMMIT) break;
			size += next.arrivals.length;
			group.push(next);
			gathered.shift();
		}
		return group;
	}

	function commitNext(): void {
		const group = nextGroup();
		if (group.length === 0) return;
		let taken: Taken;
		try {
			taken = sequencer.take(group.flatMap(({ arrivals }) => arrivals));
		} catch (error) {
			onFailure(error);
			for (const { answered } of group) answered(null);
			return;
		}
		let from = 0;
		for (const { arrivals, answered } of group) {
			const answers = taken.answers.slice(from, (from += arrivals.length));
			carryOn(() => answered(answers));
		}
		carryOn(() => onCommitted(taken));
	}

	/** It is on disk: whoever cannot be told of it now must not keep the others from hearing, or the next commit. */
	function carryOn(work: () => void): void {
		try {
			work();
		} catch (error) {
			onFailure(error);
		}
	}

	function wake(): void {
		if (scheduled || gathered.length === 0) return;
		scheduled = true;
		schedule(() => {
			scheduled = false;
			commitNext();
			wake();
		});
	}

	return {
		add(arrivals, answered) {
			gathered.push({ arrivals, answered });
			wake();
		},
		flush() {
			while (gathered.length > 0) commitNext();
		}
	};
}
