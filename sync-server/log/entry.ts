import * as v from 'valibot';
import type { ChangeId } from '../../src/lib/changes/change.ts';
import { readReceiptLine, receiptLine, type Receipt } from '../../src/lib/changes/receipt.ts';
import { refusalCode, type RefusalCode } from '../../src/lib/protocol/messages.ts';

/** One thing that happened to the county's record. Its text is the leaf of the Merkle tree, for ever. */
export type LogEntry =
	/** A change got its place. Its id covers its envelope, and that the hash of its body, which may be erased by law. */
	| { is: 'receipt'; receipt: Receipt }
	/** A change is kept, and has no place until what it builds on has come. */
	| { is: 'waiting'; id: ChangeId }
	| { is: 'refusal'; id: ChangeId; code: RefusalCode }
	/** The catalogue's release of this number is out; SHA-256 of its text as it was signed. */
	| { is: 'release'; number: number; hash: string }
	/**
	 * All states are now what these rules fold the record to, and this is the hash of the feed up to here: it was
	 * filled by the rules of its time, which later code does not know any more.
	 */
	| { is: 'folded'; rules: string; feedEnd: number; feed: string };

const ID = '([A-Za-z0-9_-]{43})';
const WAITING = new RegExp(`^waiting ${ID}$`);
const REFUSAL = new RegExp(`^refusal ([a-z-]+) ${ID}$`);
const RELEASE = new RegExp(`^release ([1-9]\\d{0,8}) ${ID}$`);
const FOLDED = new RegExp(`^folded (\\d{1,6}) (0|[1-9]\\d{0,14}) ${ID}$`);

export function writeEntry(entry: LogEntry): string {
	switch (entry.is) {
		case 'receipt':
			return `receipt ${receiptLine(entry.receipt)}`;
		case 'waiting':
			return `waiting ${entry.id}`;
		case 'refusal':
			return `refusal ${entry.code} ${entry.id}`;
		case 'release':
			return `release ${entry.number} ${entry.hash}`;
		case 'folded':
			return `folded ${entry.rules} ${entry.feedEnd} ${entry.feed}`;
	}
}

/** Null unless the text is exactly what `writeEntry` writes. */
export function readEntry(text: string): LogEntry | null {
	if (text.startsWith('receipt ')) {
		const receipt = readReceiptLine(text.slice('receipt '.length));
		return receipt && { is: 'receipt', receipt };
	}
	const [, waiting] = WAITING.exec(text) ?? [];
	if (waiting !== undefined) return { is: 'waiting', id: waiting };
	const [, code, refused] = REFUSAL.exec(text) ?? [];
	if (refused !== undefined) return v.is(refusalCode, code) ? { is: 'refusal', id: refused, code } : null;
	const [, number, hash] = RELEASE.exec(text) ?? [];
	if (hash !== undefined) return { is: 'release', number: Number(number), hash };
	const [, rules = '', feedEnd, feed] = FOLDED.exec(text) ?? [];
	return feed === undefined ? null : { is: 'folded', rules, feedEnd: Number(feedEnd), feed };
}
