import type { Got } from '../../src/lib/protocol/messages.ts';
import type { Hall } from '../hall.ts';
import { feedLine } from '../feed.ts';
import type { Line } from '../line.ts';

/** P41: the batch is on the device's disk; a `got` that confirms no batch that is out is passed over. */
export function takeGot(line: Line, { cursor }: Got, hall: Hall): void {
	const to = line.greeted;
	if (!to) return line.fail('bad-frame');
	if (!to.batchIsOut || cursor !== to.cursor) return;
	to.batchIsOut = false;
	feedLine(line, hall.storage, hall.receiptSigner);
}
