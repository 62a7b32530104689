import type { SealedChange } from '../changes/sealed-change.ts';
import type { Database } from './database.ts';
import { rowsOnDisk } from './rows-on-disk.ts';
import { setting } from './settings.ts';

/**
 * P90: what waits here as it lies sealed, oldest first. Its row is the copy that is sealed to the county: the key of all
 * rows lies beside them, sealed to it. Null where nothing is locked or the county has no key to it.
 */
export async function sealedOutbox(
	db: Database,
	limit: number
): Promise<{ vault: string; changes: SealedChange[] } | null> {
	const vault = db.vault.isLocked ? (await setting(db, 'vault'))?.atCounty?.key : undefined;
	if (vault === undefined) return null;
	const ids = (await db.outbox.orderBy('n').limit(limit).toArray()).map(({ id }) => id);
	return { vault, changes: await sealedChanges(db.backendDB(), ids) };
}

/** Those of these changes that lie sealed. */
export async function sealedChanges(disk: IDBDatabase, ids: readonly string[]): Promise<SealedChange[]> {
	const rows = await rowsOnDisk(disk, 'changes', ids);
	return ids.flatMap((id) => {
		const sealed = rows.get(id)?.['sealed'];
		return sealed instanceof Uint8Array ? { id, sealed } : [];
	});
}
