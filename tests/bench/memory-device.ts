import { writeChange, type Body, type Change } from '../../src/lib/changes/change.ts';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import { verifyBatch } from '../../src/lib/device/county-batch.ts';
import { keyPairFromSeed, signerOf } from '../../src/lib/platform/ed25519.ts';
import { systemClock, systemRandom, systemTimers } from '../../src/lib/platform/real.ts';
import { openLine, type Line } from '../../src/lib/sync/line.ts';
import type { SyncStore } from '../../src/lib/sync/sync-store.ts';
import type { CountyReady, Desk } from './county-process.ts';
import { openWebSocket } from './web-socket.ts';

/**
 * A device whose store is memory, as the peers' is: it checks every signature as the real one does, and speaks
 * through the real line.
 */
export async function memoryDevice(desk: Desk, { port, receiptKey }: CountyReady, deflate = false) {
	const [deviceSigner, clerkSigner] = await Promise.all(
		[desk.deviceSeed, desk.clerkSeed].map(async (seed) =>
			signerOf(await keyPairFromSeed(Uint8Array.from(seed)))
		)
	);
	if (!deviceSigner || !clerkSigner) throw new Error('no keys');
	const held = new Set<string>();
	const outbox = new Map<string, Change>();
	const wakes = new Set<() => void>();
	const waiting = new Set<() => void>();
	/** Of its own chain; the county may have less. */
	const head: { seq: number; id: string } = { ...desk.head };
	let cursor = 0;
	let line: Line | null = null;

	const changed = () => {
		for (const look of waiting) look();
	};
	const store: SyncStore = {
		sealedOutbox: async () => null,
		self: async () => ({ device: desk.device, signer: deviceSigner }),
		head: async () => head,
		position: async () => ({ epoch: desk.known.epoch, cursor, own: false, release: 0 }),
		report: async () => ({
			...{ app: 'bench', release: 0, changes: outbox.size, cases: 0, oldest: null },
			...{ photographs: 0, refused: 0, numbers: 0 }
		}),
		outbox: async (limit) => outbox.values().take(limit).toArray(),
		async takeReceipts(sheet) {
			const receipts = await verifyReceipts(sheet);
			if (!receipts || sheet.key !== receiptKey) return false;
			for (const { id } of receipts) outbox.delete(id);
			changed();
			return true;
		},
		async takeRefusals(refusals) {
			throw new Error(`refused: ${JSON.stringify(refusals.slice(0, 3))}`);
		},
		async takeFeed(lines, sheet, to) {
			const batch = await verifyBatch(lines, sheet, async () => held);
			if (!batch || (sheet && sheet.key !== receiptKey)) return false;
			for (const { id } of batch.changes) held.add(id);
			cursor = to;
			changed();
			return true;
		},
		beginEpoch: async () => {},
		takeCheckpoint: async () => {},
		takesCases: () => true,
		takeSealKey: async () => {},
		isFromCounty: () => Promise.reject(new Error('no answers here')),
		markForked: () => Promise.reject(new Error('fork')),
		destroyKeys: () => Promise.reject(new Error('revoked')),
		markRevoked: () => Promise.reject(new Error('revoked')),
		onOutbox(wake) {
			wakes.add(wake);
			return () => wakes.delete(wake);
		}
	};

	const device = {
		/** Changes of others that it holds. */
		get held() {
			return held.size;
		},
		/** Signs the next change of its chain; it goes nowhere before `queue`. */
		async write(doc: string, action: Body['action'], seen: string[]): Promise<Change> {
			const place = { doc, device: desk.device, seq: head.seq + 1, prev: head.id, seen };
			const change = await writeChange(
				{ ...place, known: desk.known, at: systemClock.now() },
				action,
				clerkSigner,
				systemRandom
			);
			Object.assign(head, { seq: place.seq, id: change.id });
			return change;
		},
		queue(changes: Change[]): void {
			for (const change of changes) outbox.set(change.id, change);
			for (const wake of wakes) wake();
		},
		connect(): void {
			line = openLine({
				network: { connect: () => openWebSocket(port, deflate) },
				store,
				clock: systemClock,
				timers: systemTimers,
				random: systemRandom
			});
		},
		disconnect(): void {
			line?.close();
			line = null;
		},
		/** Resolves when the county has receipted everything and this many changes of others are here. */
		settled(others = 0): Promise<void> {
			return new Promise((resolve) => {
				const look = () => {
					if (outbox.size > 0 || held.size < others) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			});
		}
	};
	return device;
}

export type MemoryDevice = Awaited<ReturnType<typeof memoryDevice>>;
