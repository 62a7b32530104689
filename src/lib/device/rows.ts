import { readChange, type Change } from '../changes/change.ts';
import type { DirectoryState } from '../documents/directory/state.ts';
import type { CaseRow } from './station.ts';

/**
 * What lies on the disk, and the only place that turns it into what it means: rows will be sealed here.
 * In the clear stays what is sorted or looked up by; a person is named in `line` and `face` only.
 */
export type ChangeRow = { id: string; doc: string; device: string; seq: number; line: string };

/** `knownDirectory`: newest place in the directory that an author of the case relied on. */
export type CaseProjection = CaseRow & { knownDirectory: number };

/** The directory as it was folded last, and of how many receipted changes. */
export type DirectoryProjection = { doc: string; state: DirectoryState; settled: number };

export function rowOfChange({ id, envelope, line }: Change): ChangeRow {
	return { id, doc: envelope.doc, device: envelope.device, seq: envelope.seq, line };
}

/** Throws where our own disk holds something that was never a change. */
export function changeOfRow(row: ChangeRow): Change {
	const read = readChange(row.line);
	if (!read.ok) throw new Error(`the change ${row.id} on this disk is ${read.fault}`);
	return read.change;
}
