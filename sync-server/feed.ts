import { signReceipts } from '../src/lib/changes/receipt.ts';
import type { Feed } from '../src/lib/protocol/messages.ts';
import type { Hall } from './hall.ts';
import type { Greeted, Line } from './line.ts';
import type { Storage } from './storage/storage.ts';

/** How many changes a device gets at once, before it is known how soon it has them on its disk, and at most. */
export const FIRST_BATCH = 200;
const LARGEST_BATCH = 3200;
const SMALLEST_BATCH = 50;
/** A batch is closed once it is longer than this for each change it may have (characters), and at most. */
const LONG_CHANGE = 2600;
const LONG_BATCH = 2 * 1024 * 1024;
const SOON_MS = 2000;
const LATE_MS = 8000;

/**
 * P41: a tablet on a thin line must get something done between two breaks; a new device has thousands to take. How
 * soon it took a batch that was not full says nothing of a full one.
 */
export function nextSize(size: number, tookMs: number, wasFull: boolean): number {
	if (tookMs <= SOON_MS) return wasFull ? Math.min(size * 2, LARGEST_BATCH) : size;
	return tookMs > LATE_MS ? Math.max(Math.floor(size / 2), SMALLEST_BATCH) : size;
}

/** P40, P41: sends the next batch unless one is out; an empty one only when `evenEmpty`. */
export function feedLine(
	line: Line,
	{ storage, receiptSigner, clock }: Pick<Hall, 'storage' | 'receiptSigner' | 'clock'>,
	evenEmpty: 'even-empty' | null = null
): void {
	const to = line.greeted;
	if (!to || to.revoked || to.batchOut !== null || !line.isOpen) return;
	const { changes, cursor, left } = nextBatch(to, storage);
	to.left = left;
	to.cursor = cursor;
	if (changes.length === 0 && !evenEmpty) return;
	to.batchOut = { since: clock.now(), isFull: left > 0 };
	line.send(batchMessage());

	async function batchMessage(): Promise<Feed> {
		const receipts = changes.flatMap(({ receipt }) => receipt ?? []);
		return {
			type: 'feed',
			cursor,
			left,
			sheet: receipts.length === 0 ? null : await signReceipts(receipts, receiptSigner),
			lines: changes.map((change) => change.line)
		};
	}
}

function nextBatch({ unit, cursor, own, device, batchSize, left }: Greeted, storage: Storage) {
	const except = own ? null : device;
	const end = storage.feedEnd();
	const rows = storage.feed(unit, cursor, batchSize + 1, except);
	const long = Math.min(batchSize * LONG_CHANGE, LONG_BATCH);
	let length = 0;
	const fits = rows.slice(0, batchSize).filter(({ change }) => {
		const room = length <= long;
		length += change.line.length;
		return room;
	});
	const changes = fits.map(({ change }) => change);
	const last = fits.at(-1);
	if (fits.length === rows.length || !last) return { changes, cursor: end, left: 0 };
	// Counted once: while it is being sent, what is added is told at the end.
	const rest = left > 0 ? Math.max(1, left - changes.length) : storage.feedLeft(unit, last.cursor, except);
	return { changes, cursor: last.cursor, left: rest };
}
