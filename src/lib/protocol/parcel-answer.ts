import * as v from 'valibot';
import { receiptSheet, refusalCode } from './messages.ts';

const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** P58: what became of a parcel. */
const parcelAnswer = v.looseObject({
	/** Whose parcel it was. */
	device: v.string(),
	sheets: v.array(receiptSheet),
	refusals: v.array(v.looseObject({ id: hash, code: refusalCode })),
	/** How many changes the county keeps without a place, as something that they build on has not come yet. */
	waiting: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
	/** Photographs that the county has now. */
	photographs: v.array(hash)
});

export type ParcelAnswer = v.InferOutput<typeof parcelAnswer>;

/** The name under which the county's receipt key signs answers. */
export function answerName(county: string): string {
	return `yizhan-answer/${county}`;
}

/** What is signed: two lines. */
export function answerText(county: string, answer: ParcelAnswer): string {
	return `${answerName(county)}\n${JSON.stringify(answer)}\n`;
}

/** Null for any other text. Whether the county signed it is for the caller to see. */
export function readAnswerText(county: string, text: string): ParcelAnswer | null {
	const [name, line, ...more] = text.split('\n');
	if (name !== answerName(county) || line === undefined || more.length !== 1) return null;
	try {
		const read = v.safeParse(parcelAnswer, JSON.parse(line));
		return read.success ? read.output : null;
	} catch {
		return null;
	}
}
