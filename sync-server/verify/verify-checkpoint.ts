import { readCheckpoint, verifyCheckpoint, type Checkpoint } from '../../src/lib/changes/checkpoint.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { LogRead } from './verify-log.ts';

/** Whether a receipt key of the county signed the log's own checkpoint. */
export async function verifyOwnCheckpoint({ note }: LogRead, directory: DirectoryState): Promise<Finding[]> {
	const code = await faultOf(note ?? '', directory);
	return code ? [{ table: 'checkpoint', row: '1', code, column: 'note' }] : [];
}

/** Whether the log is the continuation of the one that a checkpoint from elsewhere was made of. */
export async function verifyKeptCheckpoint(
	note: string,
	log: LogRead,
	directory: DirectoryState
): Promise<Finding[]> {
	const code = await faultOf(note, directory);
	const kept = readCheckpoint(note);
	if (code || !kept) return [{ table: 'kept checkpoint', row: '1', code: code ?? 'unreadable' }];
	const own = log.note === null ? null : readCheckpoint(log.note);
	if (own && own.epoch !== kept.epoch) return [{ table: 'kept checkpoint', row: '1', code: 'other-epoch' }];
	const root = log.rootAt(kept.size);
	if (root === null) return [{ table: 'log', row: String(log.entries.length), code: 'cut-off' }];
	if (root === kept.root) return [];
	return [{ table: 'log', row: String(kept.size - 1), code: 'differs-from-checkpoint' }];
}

async function faultOf(note: string, { county, receiptKeys }: DirectoryState): Promise<FindingCode | null> {
	const named: Checkpoint | null = readCheckpoint(note);
	if (!named) return 'unreadable';
	if (named.county !== county?.id) return 'other-county';
	// Any that was ever appointed: a checkpoint stays good when its key's time has ended.
	const signed = await verifyCheckpoint(note, new Set(receiptKeys.map(({ key }) => key)));
	return signed ? null : 'other-key';
}
