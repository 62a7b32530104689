import type { Report } from '../../src/lib/protocol/messages.ts';
import { tellCheckpoint } from '../checkpoint-told.ts';
import type { Hall } from '../hall.ts';
import type { Line } from '../line.ts';

/** P53: kept with the line; it is on disk when the line ends, as the last contact is. P55. */
export function takeReport(line: Line, report: Report, hall: Hall): void {
	const to = line.greeted;
	if (!to) return line.fail('bad-frame');
	const { app, release, changes, cases, oldest, photographs, refused, numbers } = report;
	to.release = release;
	to.report = { app, changes, cases, oldest, photographs, refused, numbers, time: hall.clock.now() };
	tellCheckpoint(line, hall);
}
