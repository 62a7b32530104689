import { expect, test } from 'vitest';
import { groupCommit, MOST_IN_A_COMMIT } from '../../sync-server/group-commit.ts';
import type { Arrival, Sequencer } from '../../sync-server/sequencer.ts';

const arrivals = (count: number) => Array.from({ length: count }, () => ({}) as Arrival);

test('P13: what gathers is cut into commits of a bounded size, in the order it came', () => {
	const sizes: number[] = [];
	const scheduled: (() => void)[] = [];
	const sequencer: Pick<Sequencer, 'take'> = {
		take(those) {
			sizes.push(those.length);
			return {
				answers: those.map(() => ({ is: 'waiting', id: '', missing: [] })),
				later: [],
				fed: new Set<string>()
			};
		}
	};
	const commits = groupCommit({
		sequencer,
		schedule: (work) => void scheduled.push(work),
		onCommitted: () => {},
		onFailure: () => {}
	});
	const answered: number[] = [];
	for (const size of [200, 56, 1, 200, 200]) {
		commits.add(arrivals(size), (answers) => answered.push(answers?.length ?? -1));
	}
	expect(sizes).toEqual([]);
	for (let work = scheduled.shift(); work; work = scheduled.shift()) work();
	expect(sizes).toEqual([MOST_IN_A_COMMIT, 201, 200]);
	expect(answered).toEqual([200, 56, 1, 200, 200]);
});
