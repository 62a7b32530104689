import { isSigned, readChange, type Change, type ChangeId } from '../changes/change.ts';
import { verifyReceipts, type Receipt, type ReceiptSheet } from '../changes/receipt.ts';
import type { DirectoryState } from '../documents/directory/state.ts';

/** Changes and receipts as the county sent them, every signature checked. */
export type CountyBatch = { changes: Change[]; receipts: Receipt[] };

/**
 * Null where a signature, a hash or the form is wrong, or a change has no receipt with it. Lines whose id is in
 * `held`, which is asked for those of these documents, were checked when they first came and are left out.
 */
export async function verifyBatch(
	lines: string[],
	sheet: ReceiptSheet | null,
	held: (docs: ReadonlySet<string>) => Promise<ReadonlySet<ChangeId>>
): Promise<CountyBatch | null> {
	const receipts = sheet ? await verifyReceipts(sheet) : [];
	if (!receipts) return null;
	const receipted = new Set(receipts.map(({ id }) => id));
	const read = lines.map(readChange).flatMap((one) => (one.ok ? [one.change] : []));
	if (read.length < lines.length || !read.every(({ id }) => receipted.has(id))) return null;
	const here = await held(new Set(read.map(({ envelope }) => envelope.doc)));
	const changes = read.filter(({ id }) => !here.has(id));
	const signed = await Promise.all(changes.map(isSigned));
	return signed.every(Boolean) ? { changes, receipts } : null;
}

/**
 * Whether the root appointed the key and it had not run out when it signed; `time` is the newest county time
 * known. A later key vouches for earlier receipts too: the county signs what it sends when it sends it.
 */
export function isReceiptKey(directory: DirectoryState, key: string, time: number): boolean {
	return directory.receiptKeys.some((known) => known.key === key && time < known.until);
}
