import type { Got } from '../../src/lib/protocol/messages.ts';
import type { Hall } from '../hall.ts';
import { feedLine, nextSize } from '../feed.ts';
import type { Line } from '../line.ts';

/** P41: the batch is on the device's disk; a `got` that confirms no batch that is out is passed over. */
export function takeGot(line: Line, { cursor }: Got, hall: Hall): void {
	const to = line.greeted;
	if (!to) return line.fail('bad-frame');
	if (to.batchOut === null || cursor !== to.cursor) return;
	const { since, isFull } = to.batchOut;
	to.batchSize = nextSize(to.batchSize, hall.clock.now() - since, isFull);
	to.batchOut = null;
	feedLine(line, hall);
}
