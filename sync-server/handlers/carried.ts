import { verifyChange } from '../../src/lib/changes/change.ts';
import type { Hall } from '../hall.ts';
import type { Answer } from '../sequencer.ts';
import { unreadableAnswer } from './push.ts';

/**
 * P57: changes that somebody carried here by hand, committed together: after a crash all of them are there or none.
 * Rejects where the disk failed.
 */
export async function takeCarried(lines: string[], { commits }: Hall): Promise<Answer[]> {
	const reads = await Promise.all(lines.map(verifyChange));
	const unreadable = reads.flatMap((read, i) => (read.ok ? [] : unreadableAnswer(read, lines[i] ?? '')));
	// P26: no line has proven whose these are.
	const arrivals = reads.flatMap((read) => (read.ok ? { change: read.change, from: null } : []));
	const answers = await new Promise<Answer[]>((resolve, reject) =>
		commits.add(arrivals, (came) => (came ? resolve(came) : reject(new Error('the commit failed'))))
	);
	return [...unreadable, ...answers];
}
