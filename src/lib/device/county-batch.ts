import { readChange, verifyChange, type Change } from '../changes/change.ts';
import { verifyReceipts, type Receipt, type ReceiptSheet } from '../changes/receipt.ts';
import type { DirectoryState } from '../documents/directory/state.ts';

/** Changes and receipts as the county sent them, every signature checked. */
export type CountyBatch = { changes: Change[]; receipts: Receipt[] };

/**
 * Null where a signature, a hash or the form is wrong, or a change has no receipt with it. Lines whose id is in
 * `held` were checked when they first came and are left out.
 */
export async function verifyBatch(
	lines: string[],
	sheet: ReceiptSheet | null,
	held: (ids: string[]) => Promise<ReadonlySet<string>>
): Promise<CountyBatch | null> {
	const receipts = sheet ? await verifyReceipts(sheet) : [];
	if (!receipts) return null;
	const receipted = new Set(receipts.map(({ id }) => id));
	const fresh: string[] = [];
	const here = await held([...receipted]);
	for (const line of lines) {
		const read = readChange(line);
		if (!read.ok || !receipted.has(read.change.id)) return null;
		if (!here.has(read.change.id)) fresh.push(line);
	}
	const reads = await Promise.all(fresh.map(verifyChange));
	const changes = reads.flatMap((read) => (read.ok ? [read.change] : []));
	return changes.length === reads.length ? { changes, receipts } : null;
}

/**
 * Whether the root appointed the key and it had not run out when it signed; `time` is the newest county time
 * known. A later key vouches for earlier receipts too: the county signs what it sends when it sends it.
 */
export function isReceiptKey(directory: DirectoryState, key: string, time: number): boolean {
	return directory.receiptKeys.some((known) => known.key === key && time < known.until);
}
