import { readNote } from '../changes/signed-note.ts';
import { answerName, readAnswerText } from '../protocol/parcel-answer.ts';
import type { UnsentPhotographs } from './photograph-uploader.ts';
import type { SyncStore } from './sync-store.ts';

type Store = Pick<SyncStore, 'self' | 'takesCases' | 'isFromCounty' | 'takeReceipts' | 'takeRefusals'> &
	Pick<UnsentPhotographs, 'markPhotographSent'>;

/**
 * `not-the-county`: nobody of the county signed it. `other-device`: it is about the work of another one. `locked`: what it
 * brings could not be kept now.
 */
export type AnswerFault = 'not-the-county' | 'other-device' | 'locked';

/** How many of each it told of. */
export type TakenAnswer = { receipts: number; refusals: number; waiting: number; photographs: number };

/** P58: what a parcel came to, carried back by hand; taken as if the line had brought it. May be taken again. */
export async function takeAnswer(
	store: Store,
	county: string,
	text: string
): Promise<({ ok: true } & TakenAnswer) | { ok: false; code: AnswerFault }> {
	const note = readNote(text);
	const answer = note && readAnswerText(county, note.text);
	if (!answer || !(await store.isFromCounty(note, answerName(county)))) {
		return { ok: false, code: 'not-the-county' };
	}
	if ((await store.self())?.device !== answer.device) return { ok: false, code: 'other-device' };
	if (!store.takesCases()) return { ok: false, code: 'locked' };
	for (const sheet of answer.sheets) {
		if (!(await store.takeReceipts(sheet))) return { ok: false, code: 'not-the-county' };
	}
	if (answer.refusals.length > 0) await store.takeRefusals(answer.refusals);
	for (const hash of answer.photographs) await store.markPhotographSent(hash);
	return {
		ok: true,
		receipts: answer.sheets.reduce((sum, { lines }) => sum + lines.length, 0),
		refusals: answer.refusals.length,
		waiting: answer.waiting,
		photographs: answer.photographs.length
	};
}
