import { readParcel, type Parcel } from '../src/lib/changes/parcel.ts';
import { signReceipts, type Receipt, type ReceiptSheet } from '../src/lib/changes/receipt.ts';
import { noteBytes, writeNote } from '../src/lib/changes/signed-note.ts';
import { CARRIED_VERSION, readCarriedHead, writeCarriedHead } from '../src/lib/domain/carried-head.ts';
import type { Signer } from '../src/lib/platform/ed25519.ts';
import { openSealed, type SealKeyPair } from '../src/lib/platform/sealed-file.ts';
import type { Clock } from '../src/lib/platform/seams.ts';
import type { ParcelRefusal } from '../src/lib/protocol/messages.ts';
import { answerName, answerText, type ParcelAnswer } from '../src/lib/protocol/parcel-answer.ts';
import type { County } from './county.ts';
import { openSealedLines } from './open-sealed-lines.ts';
import type { PhotographFolder } from './photograph-folder.ts';
import type { Answer } from './sequencer.ts';

export type ParcelSetting = {
	county: Pick<County, 'takeCarried' | 'directory'>;
	photographs: PhotographFolder;
	sealKey: SealKeyPair;
	receiptSigner: Signer;
	clock: Clock;
};

/** As many as a message of the line has at most. */
const RECEIPTS_IN_A_SHEET = 1000;

/**
 * P57, P58, P90: opens a parcel to its end, keeps what is in it and answers with the file that goes back to its device. What
 * came before changes nothing, and is answered as it was. Rejects where the disk failed.
 */
export async function takeParcel(
	file: Uint8Array,
	{ county, photographs, sealKey, receiptSigner, clock }: ParcelSetting
): Promise<{ ok: true; answer: string } | { ok: false; code: ParcelRefusal }> {
	const place = county.directory().county;
	const read = readCarriedHead(file);
	if (!read || !place || read.head.kind !== 'parcel') return { ok: false, code: 'not-a-parcel' };
	if (read.head.county.id !== place.id) return { ok: false, code: 'other-county' };
	const opened = await unpacked(file.subarray(read.length), sealKey);
	if (opened === null) return { ok: false, code: 'damaged' };

	const kept: string[] = [];
	for (const { hash, ciphertext } of opened.photographs) {
		if (await photographs.keep(hash, ciphertext)) kept.push(hash);
	}
	const { lines } = await openSealedLines(opened, sealKey);
	const answers = await county.takeCarried(lines);
	const { device } = opened;
	const answer: ParcelAnswer = {
		device,
		sheets: await sheetsOf(answers, receiptSigner),
		refusals: answers.flatMap((one) => (one.is === 'refused' ? { id: one.id, code: one.code } : [])),
		waiting: answers.filter(({ is }) => is === 'waiting').length,
		photographs: kept
	};
	const text = answerText(place.id, answer);
	const signature = await receiptSigner.sign(noteBytes(text));
	const head = writeCarriedHead({
		...read.head,
		kind: 'answer',
		version: CARRIED_VERSION,
		county: place,
		device,
		at: clock.now(),
		changes: answers.filter(({ is }) => is === 'settled').length,
		photographs: kept.length
	});
	const note = writeNote(text, answerName(place.id), receiptSigner.key, signature);
	return { ok: true, answer: head + note };
}

/** Null where it is not sealed to this county, not whole, or not in form. */
async function unpacked(sealed: Uint8Array, key: SealKeyPair): Promise<Parcel | null> {
	try {
		const bytes = new ReadableStream<Uint8Array>({
			start(out) {
				out.enqueue(sealed);
				out.close();
			}
		});
		return await readParcel(await openSealed(key, bytes));
	} catch {
		return null;
	}
}

function sheetsOf(answers: Answer[], signer: Signer): Promise<ReceiptSheet[]> {
	const receipts = answers.flatMap((one) => (one.is === 'settled' ? one.receipt : []));
	const stretches: Receipt[][] = [];
	for (let i = 0; i < receipts.length; i += RECEIPTS_IN_A_SHEET) {
		stretches.push(receipts.slice(i, i + RECEIPTS_IN_A_SHEET));
	}
	return Promise.all(stretches.map((some) => signReceipts(some, signer)));
}
