import type { Change } from '../changes/change.ts';
import type { ReceiptSheet } from '../changes/receipt.ts';
import type { Signer } from '../platform/ed25519.ts';
import type { Holdings, RefusalCode } from '../protocol/messages.ts';

/** What the line needs of the device's disk. Each write is durable when its promise resolves. */
export interface SyncStore {
	/** Null until the device has enrolled, and from a fork until it has enrolled anew. */
	self(): Promise<{ device: string; signer: Signer } | null>;
	head(): Promise<{ seq: number; id: string | null }>;
	position(): Promise<{ epoch: number; cursor: number; own: boolean; release: number }>;
	/** All it holds without receipt, whoever wrote them, oldest first. */
	outbox(limit: number): Promise<Change[]>;
	/** P53: what this device holds now. */
	report(): Promise<Holdings & { release: number }>;
	/** Checks the sheet against the county's receipt keys; false when it is not the county's. */
	takeReceipts(sheet: ReceiptSheet): Promise<boolean>;
	takeRefusals(refusals: { id: string; code: RefusalCode }[]): Promise<void>;
	/** A batch of the feed, with the cursor it ends at, in one transaction; false when it is not the county's. */
	takeFeed(lines: string[], sheet: ReceiptSheet | null, cursor: number, more: boolean): Promise<boolean>;
	/** A new epoch: what was receipted past the county's base goes into the outbox again, with every photograph; the feed is read anew. */
	beginEpoch(epoch: number): Promise<void>;
	/** This device was restored or copied: it may write no more under its name. */
	markForked(): Promise<void>;
	markRevoked(): Promise<void>;
	/** Calls `wake` whenever the outbox has gained something, and when the device has enrolled. Returns: stop. */
	onOutbox(wake: () => void): () => void;
}
