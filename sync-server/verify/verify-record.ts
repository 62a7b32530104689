import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import type { LogEntry } from '../log/entry.ts';
import { FOLDED } from '../refold.ts';
import type { Reading } from '../storage/read-sqlite.ts';
import type { Finding } from './finding.ts';
import { replay } from './replay.ts';
import { verifyKeptCheckpoint, verifyOwnCheckpoint } from './verify-checkpoint.ts';
import { verifyLines } from './verify-lines.ts';
import { verifyLog, type LogRead } from './verify-log.ts';

/** `directory`: as the record folds it; null where the record is not good enough to fold it. */
export type RecordProof = { log: LogRead; findings: Finding[]; directory: DirectoryState | null };

/**
 * Proves the tables of a record, and that they continue the record of which somebody kept a checkpoint. Throws when this
 * program cannot: they were derived by other rules than its own.
 */
export async function verifyRecord(reading: Reading, kept: string | null): Promise<RecordProof> {
	const log = verifyLog(reading);
	const [only] = log.findings;
	if (only && only.code !== 'root-differs') return { log, findings: log.findings, directory: null };
	const lines = await verifyLines(reading, log.entries);
	if (only || lines.length > 0) return { log, findings: [...lines, ...log.findings], directory: null };
	mustBeFolded(log.entries);
	const { directory, findings } = replay(reading, log.entries);
	if (findings.length > 0) return { log, findings, directory };
	findings.push(...(await verifyOwnCheckpoint(log, directory)));
	if (kept !== null) findings.push(...(await verifyKeptCheckpoint(kept, log, directory)));
	if (findings.length === 0 && reading.damage() !== null) {
		findings.push({ table: 'county.sqlite', row: 'indexes', code: 'damaged' });
	}
	return { log, findings, directory };
}

/** What was derived by other rules than this program's it cannot derive again. */
function mustBeFolded(entries: LogEntry[]): void {
	const folded = entries.findLast((entry) => entry.is === 'folded');
	if (entries.length === 0 || folded?.rules === FOLDED) return;
	throw new Error(
		`the record was last folded by rules ${folded?.rules ?? 'of no number'}, this program has ${FOLDED}: start its server once`
	);
}
