import * as v from 'valibot';
import type { CaseDraft } from '$lib/device/station.ts';
import { caseActions, strokes } from '$lib/documents/case/actions.ts';
import { maskName } from '$lib/domain/mask.ts';
import { paperWays } from '$lib/domain/paper-ways.ts';

export const intakeSteps = ['item', 'who', 'papers', 'form', 'sign'] as const;
export type IntakeStep = (typeof intakeSteps)[number];

const { copies, photographs, paper, name, instead } = caseActions.attach.entries;

const draftPaper = v.object({ paper, name, way: v.picklist(paperWays), copies, photographs, instead });
/** Taken for an item that was chosen before: `standard` tells what it is to another. */
const paperAside = v.object({ ...draftPaper.entries, standard: v.nullable(v.string()) });

/** What belongs to one item, and so to one case. */
const matter = v.object({
	/** Names of the 按情形提供 materials that apply. */
	situations: v.fallback(v.array(v.string()), () => []),
	papers: v.fallback(v.array(draftPaper), () => []),
	/** What this item does not ask for and was taken for another. */
	aside: v.fallback(v.array(paperAside), () => []),
	/** Fields and papers as this clerk last wrote them into the case: `written`, `attached`. */
	written: v.fallback(
		v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
		() => ({})
	),
	attached: v.fallback(v.array(draftPaper), () => []),
	/** Of a bundle (一件事): codes of the optional members that are wanted. */
	optional: v.fallback(v.array(v.string()), () => [])
});

function freshMatter(): v.InferOutput<typeof matter> {
	return { situations: [], papers: [], aside: [], written: {}, attached: [], optional: [] };
}

/** What belongs to the person who has come. */
const content = v.object({
	step: v.fallback(v.picklist(intakeSteps), 'item'),
	by: v.fallback(v.picklist(['self', 'proxy']), 'self'),
	fields: v.record(v.string(), v.string()),
	/** Fields that were taken over from an earlier case and not typed in since: when it was said there, and in which item. */
	sources: v.fallback(
		v.record(v.string(), v.object({ at: v.number(), item: v.nullable(v.string()) })),
		() => ({})
	),
	/** The unit it is sent to where the usual one does not take it. */
	to: v.fallback(v.nullable(v.string()), null),
	matter: v.fallback(matter, freshMatter),
	signature: v.fallback(caseActions.submit.entries.signature, () => []),
	/** Of a proxy's principal who is here too; null: on the 委托书. */
	principal: v.fallback(v.nullable(strokes), null),
	/** Signed, or a thumb pressed, on the printed slip instead of the screen. */
	onPaper: v.fallback(v.boolean(), false)
});

/** What the intake screen keeps of an unfinished case. */
export type IntakeContent = v.InferOutput<typeof content>;
export type MatterContent = v.InferOutput<typeof matter>;
export type DraftPaper = v.InferOutput<typeof draftPaper>;
export type PaperAside = v.InferOutput<typeof paperAside>;

export function freshContent(): IntakeContent {
	return {
		step: 'item',
		by: 'self',
		fields: { 'applicant.idType': '身份证' },
		sources: {},
		to: null,
		matter: freshMatter(),
		signature: [],
		principal: null,
		onPaper: false
	};
}

/** A part that an earlier version of the app kept in another form is begun anew; what was typed is kept beside it. */
export function readContent(kept: CaseDraft['content']): IntakeContent {
	const read = v.safeParse(content, kept);
	return read.success ? read.output : freshContent();
}

/** Masked name of the applicant; null before it is typed. */
export function draftName(draft: CaseDraft): string | null {
	const typed = readContent(draft.content).fields['applicant.name']?.trim();
	return typed ? maskName(typed) : null;
}
