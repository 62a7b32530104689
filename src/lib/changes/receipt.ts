import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../platform/base64url.ts';
import { verifySignature, type KeyId, type Signer } from '../platform/ed25519.ts';
import type { ChangeId } from './change.ts';

/**
 * The county's one judgement of the author's right, by the directory at `known` and at arrival:
 * `late-role`: an honest change by someone whose role had ended meanwhile; `held`: from a revoked
 * device, a named person admits it.
 */
export type Standing = 'ok' | 'late-role' | 'held';

/** What the county has on disk gets one of these. Only a receipt is called "delivered". */
export type Receipt = {
	id: ChangeId;
	epoch: number;
	/** The county's one sequence; extends causality. */
	pos: number;
	/** The county's clock at the commit, in ms. */
	time: number;
	standing: Standing;
};

/** Receipts with the county's one signature over all of them: lines `epoch pos time standing id`. */
export type ReceiptSheet = { key: KeyId; signature: string; lines: string[] };

const SIGNED_PREFIX = 'yizhan-receipts-v1\n';
const utf8 = new TextEncoder();
const LINE = /^(\d{1,10}) (\d{1,15}) (\d{1,15}) (ok|late-role|held) ([A-Za-z0-9_-]{43})$/;

const standing = v.picklist(['ok', 'late-role', 'held']);

export function receiptLine(receipt: Receipt): string {
	return `${receipt.epoch} ${receipt.pos} ${receipt.time} ${receipt.standing} ${receipt.id}`;
}

/** Null unless the line is exactly of the form that `receiptLine` writes. */
export function readReceiptLine(line: string): Receipt | null {
	const match = LINE.exec(line);
	if (!match) return null;
	const [, epoch, pos, time, word, id = ''] = match;
	const receipt = {
		id,
		epoch: Number(epoch),
		pos: Number(pos),
		time: Number(time),
		standing: v.parse(standing, word)
	};
	return receiptLine(receipt) === line ? receipt : null;
}

export async function signReceipts(receipts: Receipt[], signer: Signer): Promise<ReceiptSheet> {
	const lines = receipts.map(receiptLine);
	const signature = await signer.sign(utf8.encode(SIGNED_PREFIX + lines.join('\n')));
	return { key: signer.key, signature: toBase64Url(signature), lines };
}

/** The receipts of a sheet, or null when form or signature is wrong. Whether `key` is the county's is the caller's to know. */
export async function verifyReceipts(sheet: ReceiptSheet): Promise<Receipt[] | null> {
	const signature = fromBase64Url(sheet.signature);
	if (signature === null) return null;
	const bytes = utf8.encode(SIGNED_PREFIX + sheet.lines.join('\n'));
	if (!(await verifySignature(sheet.key, bytes, signature))) return null;
	const receipts = sheet.lines.map(readReceiptLine);
	return receipts.every((receipt) => receipt !== null) ? receipts : null;
}
