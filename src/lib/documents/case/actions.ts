import * as v from 'valibot';
import { LONGEST_LIMIT } from '../../domain/deadline.ts';
import { MOST_PHOTOGRAPHS, paperWays } from '../../domain/paper-ways.ts';
import { date } from '../date.ts';

const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/));
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const remark = v.pipe(v.string(), v.maxLength(2000));
const within = (most: number) => v.pipe(v.number(), v.minValue(0), v.maxValue(most));
/** `applicant.name`, `form.income` */
export const fieldKey = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9_.-]{0,79}$/));

/** A time limit as the law or the county gives it. Units are never converted (standards.md §3.1). */
export const limit = v.object({
	value: within(LONGEST_LIMIT),
	unit: v.picklist(['工作日', '自然日', '天', '月', '当场'])
});

/** Strokes of a signature drawn on the screen: points in a 0..1000 by 0..400 box. */
export const strokes = v.pipe(
	v.array(v.pipe(v.array(v.tuple([within(1000), within(400)])), v.maxLength(2000))),
	v.maxLength(200)
);

const photograph = v.looseObject({
	/** SHA-256 of the ciphertext: its name at the county. */
	hash,
	/** AES-256-GCM key, base64url. */
	key: hash,
	size: v.pipe(v.number(), v.integer(), v.minValue(1)),
	mediaType: v.picklist(['image/jpeg', 'image/png', 'image/webp'])
});

export const gap = v.looseObject({
	/** A paper's or a field's key, or free (`other`). */
	about: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
	wrong: words,
	fix: words,
	where: remark,
	substitute: remark
});

/** Asked before what is in it: a list may be as long as a frame. */
function isShortList(value: unknown): boolean {
	return Array.isArray(value) && value.length >= 1 && value.length <= 200;
}

export const caseActions = {
	/** Intake (收单/收件的登记): what is asked for, by whom it is taken. Everything about the person is a form field. */
	open: v.looseObject({
		type: v.literal('open'),
		number: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
		item: v.looseObject({ code: v.pipe(v.string(), v.maxLength(64)), version: hash }),
		/** Where it is taken in. */
		unit: id,
		/** 本人办理 / 代办 */
		by: v.picklist(['self', 'proxy']),
		/** The bundle (一件事) that it is a part of: its document, and its code in the catalogue. */
		bundle: v.optional(
			v.looseObject({
				doc: v.pipe(v.string(), v.regex(/^bundle\/[0-9A-Za-z_-]{1,64}$/)),
				code: v.pipe(v.string(), v.maxLength(64))
			})
		)
	}),
	/** One or more form fields: their keys, and a Yjs V1 update of a fresh client that sets them. */
	edit: v.looseObject({
		type: v.literal('edit'),
		keys: v.pipe(v.custom<unknown[]>(isShortList), v.array(fieldKey)),
		update: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(200_000))
	}),
	/** The whole of what there is of one paper: takes the place of what its author had seen of it. */
	attach: v.looseObject({
		type: v.literal('attach'),
		/** Key of the material in the item's list (`m1`, `m2` …). */
		paper: v.pipe(v.string(), v.maxLength(80)),
		name: words,
		/** `remove`: taken back, was put here by mistake. */
		way: v.picklist([...paperWays, 'remove']),
		copies: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
		photographs: v.pipe(v.array(photograph), v.maxLength(MOST_PHOTOGRAPHS)),
		/** With `substitute`: what was given in its place. */
		instead: v.optional(v.pipe(v.string(), v.maxLength(200)), '')
	}),
	/** Intake is done: signed by the applicant (or proxy), offered to the unit that receives. */
	submit: v.looseObject({
		type: v.literal('submit'),
		to: id,
		/** Hash of the form as the author saw it. */
		form: hash,
		signature: strokes,
		/** Of the principal of a proxy, drawn on the screen: not there where it is on the 委托书. */
		principal: v.optional(strokes)
	}),
	/** 收件: takes what was offered, or the paper itself before its data came (then `unit` says who holds it). */
	receive: v.looseObject({ type: v.literal('receive'), unit: id }),
	/** 受理 */
	accept: v.looseObject({
		type: v.literal('accept'),
		form: hash,
		legal: v.nullable(limit),
		promised: v.nullable(limit)
	}),
	/** 一次性告知/补正: every gap at once; a second one only with a reason. */
	requestCorrection: v.looseObject({
		type: v.literal('requestCorrection'),
		gaps: v.pipe(v.array(gap), v.minLength(1), v.maxLength(60)),
		until: v.nullable(date),
		reasonForAnother: v.nullable(words)
	}),
	/** 补正: what was asked for is there. */
	supplement: v.looseObject({ type: v.literal('supplement'), form: hash, remark }),
	/** 不予受理 */
	decline: v.looseObject({
		type: v.literal('decline'),
		reason: words,
		basis: remark,
		/** The right organ, where it is not ours. */
		otherOrgan: remark
	}),
	/** An offer until it is received. */
	handOver: v.looseObject({ type: v.literal('handOver'), to: id, remark }),
	/** 撤回移交: the unit that offered takes its offer back, while nobody has received it. `offer`: the submit or handover. */
	recall: v.looseObject({ type: v.literal('recall'), offer: hash, remark }),
	decide: v.looseObject({
		type: v.literal('decide'),
		outcome: v.picklist(['granted', 'refused']),
		form: hash,
		opinion: words,
		/** Reasons and rights when refused. */
		reason: remark,
		documentNumber: remark,
		/** By the catalogue another unit decides it; whoever decided said that theirs has the authority (授权). */
		authorised: v.optional(v.literal(true))
	}),
	/** 送达/领取 */
	deliver: v.looseObject({
		type: v.literal('deliver'),
		way: v.picklist(['in-person', 'proxy', 'post']),
		taker: words,
		signature: strokes,
		remark
	}),
	note: v.looseObject({ type: v.literal('note'), text: words }),
	/** 撤回, at the applicant's wish. */
	withdraw: v.looseObject({
		type: v.literal('withdraw'),
		reason: words,
		signature: strokes,
		/** Nobody had signed anything yet, so nobody signs the end of it. */
		unsigned: v.optional(v.literal(true))
	}),
	/** A person settles what the fold could not: one of two values, or what became of a deed set aside. */
	settle: v.looseObject({
		type: v.literal('settle'),
		about: v.variant('kind', [
			v.looseObject({ kind: v.literal('field'), key: fieldKey, keep: hash }),
			v.looseObject({ kind: v.literal('deed'), deed: hash })
		]),
		remark
	})
};

export type CaseActionType = keyof typeof caseActions;
export type CaseActions = { [T in CaseActionType]: v.InferOutput<(typeof caseActions)[T]> };
export type CaseAction = CaseActions[CaseActionType];
export type Limit = v.InferOutput<typeof limit>;
export type Gap = v.InferOutput<typeof gap>;
export type Photograph = v.InferOutput<typeof photograph>;
export type Strokes = v.InferOutput<typeof strokes>;
