import type { Change } from '../changes/change.ts';
import type { ReceiptSheet } from '../changes/receipt.ts';
import type { Signer } from '../platform/ed25519.ts';

/** What the line needs of the disk (`SyncStore` in `sync/sync-store.ts` says what each method owes). */
export interface SyncDisk {
	self(): Promise<{ device: string; signer: Signer } | null>;
	head(): Promise<{ seq: number; id: string | null }>;
	position(): Promise<{ epoch: number; cursor: number; own: boolean; release: number }>;
	outbox(limit: number): Promise<Change[]>;
	takeReceipts(sheet: ReceiptSheet): Promise<boolean>;
	takeRefusals(refusals: { id: string; code: string }[]): Promise<void>;
	takeFeed(lines: string[], sheet: ReceiptSheet | null, cursor: number): Promise<boolean>;
	beginEpoch(epoch: number): Promise<void>;
	markForked(): Promise<void>;
	markRevoked(): Promise<void>;
	onOutbox(wake: () => void): () => void;
}
