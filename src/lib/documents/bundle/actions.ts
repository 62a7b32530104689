import * as v from 'valibot';
import { MOST_MEMBERS } from '../../domain/bundle.ts';
import { caseActions } from '../case/actions.ts';

const { number, item, unit, by } = caseActions.open.entries;
const { text: words } = caseActions.note.entries;
const { form: hash } = caseActions.submit.entries;
const { remark } = caseActions.handOver.entries;
const caseDoc = v.pipe(v.string(), v.regex(/^case\/[0-9A-Za-z_-]{1,64}$/));

const member = v.looseObject({
	item,
	/** The case that does it. */
	case: caseDoc
});

function areApart(members: v.InferOutput<typeof member>[]): boolean {
	const codes = new Set(members.map((one) => one.item.code));
	const cases = new Set(members.map((one) => one.case));
	return codes.size === members.length && cases.size === members.length;
}

export const bundleActions = {
	/** 一件事 is taken in: which one, and a case for each item. Who it is about, each case says for itself. */
	open: v.looseObject({
		type: v.literal('open'),
		number,
		/** Code and version in the catalogue. */
		bundle: item,
		/** Where it is taken in. */
		unit,
		by,
		/** The unit that its cases are handed to. */
		to: unit,
		/** 牵头部门; null where the county has not said. */
		lead: v.nullable(unit),
		members: v.pipe(v.array(member), v.minLength(1), v.maxLength(MOST_MEMBERS), v.check(areApart))
	}),
	/** One more item, later. */
	add: v.looseObject({ type: v.literal('add'), member }),
	/** An item is not wanted any more; what becomes of its case the case says. */
	drop: v.looseObject({ type: v.literal('drop'), case: caseDoc, reason: words }),
	/** Also how the lead asks those who keep it waiting (督办). */
	note: v.looseObject({ type: v.literal('note'), text: words }),
	/** A person says what became of a deed set aside. */
	settle: v.looseObject({ type: v.literal('settle'), deed: hash, remark })
};

export type BundleActionType = keyof typeof bundleActions;
export type BundleActions = { [T in BundleActionType]: v.InferOutput<(typeof bundleActions)[T]> };
export type BundleAction = BundleActions[BundleActionType];
