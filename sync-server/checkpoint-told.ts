import type { Hall } from './hall.ts';
import type { Line } from './line.ts';

/** P55: the newest checkpoint, to a line that has not heard of it. */
export function tellCheckpoint(line: Line, { checkpoint }: Hall): void {
	const { greeted } = line;
	const note = checkpoint();
	if (!greeted || greeted.revoked || note === null || note === greeted.checkpoint) return;
	greeted.checkpoint = note;
	line.send({ type: 'checkpoint', note });
}
