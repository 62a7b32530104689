import * as Y from 'yjs';
import { readBundles, readItems } from '../../documents/catalogue/document.ts';
import { readRelease } from '../../documents/catalogue/release.ts';
import { verifyCatalogue } from '../../documents/catalogue/verify-catalogue.ts';
import type { SignedRelease } from '../../domain/catalogue.ts';
import type { Reach } from '../../platform/seams.ts';
import type { CatalogueStore } from './catalogue-store.ts';
import type { CountyCatalogue } from './county-catalogue.ts';
import { followRoom, type RoomEnd } from './follow-room.ts';
import { isAt, type KeptDocument, type KeptDocuments } from './kept-document.ts';
import { verifyRelease } from './verify-release.ts';

export type FollowEnd = RoomEnd | 'no-answer' | 'disk-failed';

/** From here on the snapshot is smaller than the releases between. */
const FAR_BEHIND = 10;

export type Following = {
	store: CatalogueStore;
	documents: KeptDocuments;
	county: CountyCatalogue;
	adminKeys: () => Promise<ReadonlySet<string> | null>;
	reach: Reach;
	signal: AbortSignal;
};

/**
 * One run: takes up the kept document, or the snapshot where there is none that will do, and then follows the
 * room. Resolves with the reason when that ends. What is shown stays shown, whatever the reason.
 */
export async function followCatalogue(following: Following): Promise<FollowEnd> {
	const { store, documents, county, adminKeys, reach, signal } = following;
	await refuseStranger(following);
	const held = await store.release();
	const newest = await county.release();
	// Before the document is opened: 2,000 items of it keep a slow tablet for a second, for nothing without a line.
	if (!newest) return 'no-answer';
	const kept = (held && (await takeUp(documents, held, newest))) ?? (await beginAgain(following, newest));
	if (typeof kept === 'string') return kept;
	const { lineage, doc } = kept;
	const end = await followRoom({ rooms: county.rooms, lineage, shown: doc, store, adminKeys, reach, signal });
	await kept.close();
	// The fault may as well lie in what was kept: the next run begins with the snapshot.
	if (end !== 'closed' && end !== 'room-gone') await documents.remove(lineage);
	return end;
}

type Taken = KeptDocument & { lineage: string };

/** A release that was taken before this device had the directory must prove to be an admin's now. */
async function refuseStranger({ store, documents, adminKeys }: Following): Promise<void> {
	const held = await store.release();
	const keys = await adminKeys();
	if (!held || !keys || keys.has(held.key)) return;
	const lineage = readRelease(held.text)?.lineage;
	await store.clear();
	if (lineage) await documents.remove(lineage);
}

/** Null when the kept document will not do: lost, torn, of a lineage that has ended, or far behind. */
async function takeUp(
	documents: KeptDocuments,
	held: SignedRelease,
	newest: SignedRelease
): Promise<Taken | null> {
	const record = readRelease(held.text);
	if (!record) return null;
	const next = readRelease(newest.text);
	const farBehind = next && (next.lineage !== record.lineage || next.number - record.number >= FAR_BEHIND);
	if (!farBehind) {
		const kept = await documents.open(record.lineage);
		if (kept && isAt(kept.doc, record)) return { ...kept, lineage: record.lineage };
		await kept?.close();
	}
	return null;
}

/** Shows the county's newest release from its snapshot, once that is verified, and keeps its document. */
async function beginAgain(
	{ store, documents, county, adminKeys }: Following,
	newest: SignedRelease
): Promise<Taken | FollowEnd> {
	const held = await store.release();
	const read = await verifyRelease(newest, held, await adminKeys());
	if (!read.ok) return read.fault;
	const { record } = read;
	const snapshot = await county.snapshot(record.snapshot);
	if (!snapshot) return 'no-answer';
	const staging = new Y.Doc();
	// Its bytes have the signed hash, so whoever signed the release made them.
	Y.applyUpdate(staging, snapshot);
	const fault = verifyCatalogue(staging, record);
	if (fault) return fault;
	await store.show(newest, { items: readItems(staging), bundles: readBundles(staging) });
	staging.destroy();

	const ended = held && readRelease(held.text)?.lineage;
	for (const lineage of new Set([record.lineage, ...(ended ? [ended] : [])])) {
		await documents.remove(lineage);
	}
	const kept = await documents.open(record.lineage);
	if (!kept) return 'disk-failed';
	Y.applyUpdate(kept.doc, snapshot);
	return { ...kept, lineage: record.lineage };
}
