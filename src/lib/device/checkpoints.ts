import { readCheckpoint, verifyCheckpoint, type Checkpoint } from '../changes/checkpoint.ts';
import type { Clock } from '../platform/seams.ts';
import type { Database } from './database.ts';
import { readDirectory } from './projections.ts';
import { putSetting, setting } from './settings.ts';
import type { RecordProof } from './station.ts';

/** P55: keeps the newest that the county signed, and beside it one that does not continue it. */
export async function takeCheckpoint(db: Database, note: string, clock: Clock): Promise<void> {
	const { receiptKeys, county } = await readDirectory(db);
	const told = await verifyCheckpoint(note, new Set(receiptKeys.map(({ key }) => key)));
	if (!told || told.county !== county?.id) return;
	const kept = await setting(db, 'checkpoint');
	const known = kept === null ? null : readCheckpoint(kept);
	if (known && !mayFollow(known, told)) await putSetting(db, 'otherCheckpoint', { note, at: clock.now() });
	else await putSetting(db, 'checkpoint', note);
}

/** Whether it goes on from there is for `yizhan verify` to prove; that it does not shows here already. */
function mayFollow(known: Checkpoint, told: Checkpoint): boolean {
	if (told.epoch !== known.epoch) return told.epoch > known.epoch;
	return told.size > known.size || (told.size === known.size && told.root === known.root);
}

export async function recordProof(db: Database): Promise<RecordProof | null> {
	const note = await setting(db, 'checkpoint');
	const kept = note === null ? null : readCheckpoint(note);
	if (note === null || !kept) return null;
	const other = await setting(db, 'otherCheckpoint');
	return {
		note,
		county: kept.county,
		epoch: kept.epoch,
		size: kept.size,
		other: other && { ...other, size: readCheckpoint(other.note)?.size ?? 0 }
	};
}
