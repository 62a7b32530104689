import { beforeAll, expect, test } from 'vitest';
import {
	readReceiptLine,
	receiptLine,
	signReceipts,
	verifyReceipts,
	type Receipt,
	type ReceiptSheet
} from '../../src/lib/changes/receipt.ts';
import { keyPairFromSeed, signerOf } from '../../src/lib/platform/ed25519.ts';

const receipts: Receipt[] = [
	{ id: 'A'.repeat(43), epoch: 1, pos: 7, time: 1_795_400_000_000, standing: 'ok' },
	{ id: 'B'.repeat(43), epoch: 1, pos: 8, time: 1_795_400_000_001, standing: 'late-role' }
];

let sheet: ReceiptSheet;

beforeAll(async () => {
	sheet = await signReceipts(receipts, signerOf(await keyPairFromSeed(new Uint8Array(32).fill(3))));
});

test('receipts come back from their sheet as they were signed', async () => {
	expect(await verifyReceipts(sheet)).toEqual(receipts);
});

test('no line can be left out, joined to another, or altered', async () => {
	const [first = '', second = ''] = sheet.lines;
	const altered = [
		[first],
		[second, first],
		[`${first}\n${second}`],
		[first.replace(' 7 ', ' 6 '), second],
		[first, second.replace('late-role', 'ok')]
	];
	for (const lines of altered) expect(await verifyReceipts({ ...sheet, lines })).toBeNull();
});

test('a line is read only in the one form that is written', () => {
	const [receipt] = receipts;
	const line = receipt ? receiptLine(receipt) : '';
	expect(readReceiptLine(line)).toEqual(receipt);
	expect(readReceiptLine(line.replace('1 7', '1 07'))).toBeNull();
	expect(readReceiptLine(`${line} `)).toBeNull();
	expect(readReceiptLine(line.replace(' ok ', ' fine '))).toBeNull();
});
