import type { Change } from '../changes/change.ts';
import type { SealedChange } from '../changes/sealed-change.ts';
import type { ReceiptSheet } from '../changes/receipt.ts';
import type { SignedNote } from '../changes/signed-note.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Holdings, RefusalCode } from '../protocol/messages.ts';

/** What the line needs of the device's disk. Each write is durable when its promise resolves. */
export interface SyncStore {
	/** Null until the device has enrolled, and from a fork until it has enrolled anew. */
	self(): Promise<{ device: string; signer: Signer } | null>;
	/** Whether what comes can be kept. A locked device has a line, but takes no case in (P60). */
	takesCases(): boolean;
	head(): Promise<{ seq: number; id: string | null }>;
	position(): Promise<{ epoch: number; cursor: number; own: boolean; release: number }>;
	/** All it holds without receipt, whoever wrote them, oldest first. */
	outbox(limit: number): Promise<Change[]>;
	/**
	 * P90: the same of a locked device, as it lies sealed, with the key that opens it sealed to the county. Null where it is
	 * open, or has nothing that the county could open.
	 */
	sealedOutbox(limit: number): Promise<{ vault: string; changes: SealedChange[] } | null>;
	/** P53: what this device holds now. */
	report(): Promise<Holdings & { release: number }>;
	/** Checks the sheet against the county's receipt keys; false when it is not the county's. */
	takeReceipts(sheet: ReceiptSheet): Promise<boolean>;
	takeRefusals(refusals: { id: string; code: RefusalCode }[]): Promise<void>;
	/** A batch of the feed, with the cursor it ends at, in one transaction; false when it is not the county's. */
	takeFeed(lines: string[], sheet: ReceiptSheet | null, cursor: number, more: boolean): Promise<boolean>;
	/** P56: the same. */
	takeSealKey(note: string): Promise<void>;
	/** Whether a receipt key of the county signed the note under this name. */
	isFromCounty(note: SignedNote, name: string): Promise<boolean>;
	/** P55: one that no receipt key of the county signed is passed over. */
	takeCheckpoint(note: string): Promise<void>;
	/** P54, a new epoch: what was receipted past `base` goes into the outbox again, with every photograph; the feed is read anew. */
	beginEpoch(epoch: number, base: number): Promise<void>;
	/** This device was restored or copied: it may write no more under its name. */
	markForked(): Promise<void>;
	markRevoked(): Promise<void>;
	/** P8: nothing that lies here can be opened any more, by anyone. */
	destroyKeys(): Promise<void>;
	/** Calls `wake` whenever the outbox has gained something, and when the device has enrolled. Returns: stop. */
	onOutbox(wake: () => void): () => void;
}
