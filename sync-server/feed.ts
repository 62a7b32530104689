import { signReceipts } from '../src/lib/changes/receipt.ts';
import type { Signer } from '../src/lib/platform/ed25519.ts';
import type { Feed } from '../src/lib/protocol/messages.ts';
import type { Greeted, Line } from './line.ts';
import type { Storage } from './storage/storage.ts';

const MOST_CHANGES = 200;
/** A batch is closed once it is longer than this (characters). */
const LONG_BATCH = 512 * 1024;

/** P40, P41: sends the next batch unless one is out; an empty one only when `evenEmpty`. */
export function feedLine(
	line: Line,
	storage: Storage,
	receiptSigner: Signer,
	evenEmpty: 'even-empty' | null = null
): void {
	const to = line.greeted;
	if (!to || to.revoked || to.batchIsOut || !line.isOpen) return;
	const { changes, cursor, more } = nextBatch(to, storage);
	to.cursor = cursor;
	if (changes.length === 0 && !evenEmpty) return;
	to.batchIsOut = true;
	line.send(batchMessage());

	async function batchMessage(): Promise<Feed> {
		const receipts = changes.flatMap(({ receipt }) => receipt ?? []);
		return {
			type: 'feed',
			cursor,
			more,
			sheet: receipts.length === 0 ? null : await signReceipts(receipts, receiptSigner),
			lines: changes.map((change) => change.line)
		};
	}
}

function nextBatch({ unit, cursor, own, device }: Greeted, storage: Storage) {
	const end = storage.feedEnd();
	const rows = storage.feed(unit, cursor, MOST_CHANGES + 1, own ? null : device);
	let length = 0;
	const fits = rows.slice(0, MOST_CHANGES).filter(({ change }) => {
		const room = length <= LONG_BATCH;
		length += change.line.length;
		return room;
	});
	const more = fits.length < rows.length;
	const last = fits.at(-1);
	return { changes: fits.map(({ change }) => change), cursor: more && last ? last.cursor : end, more };
}
