import type { Strokes } from '../../documents/case/actions.ts';
import { itemName, fieldText, type PaperSource } from './paper.ts';

/** What a principal may let an agent do (standards.md §5), in the order of a case's life. */
export const powers = ['submit', 'sign', 'collect', 'pay'] as const;
export type Power = (typeof powers)[number];

type Party = { name: string | null; idNumber: string | null; phone: string | null };

/** What 授权委托书 says; null is left open, to be written by hand. Not masked: it proves who stands for whom. */
export type MandateFacts = {
	item: string;
	principal: Party;
	agent: Party & { relation: string | null };
	/** Empty: none is marked, the principal does it by hand. */
	powers: Power[];
	/** Days as they were typed, mostly `YYYY-MM-DD`. */
	from: string | null;
	until: string | null;
	/** The principal's, where it was drawn on the screen; null: to be signed by hand. */
	signature: Strokes | null;
	/** Needed where the principal cannot write and presses a thumb. */
	witness: string | null;
};

/** From the case, with what a draft on this device has typed beyond it. */
export function mandateOf(source: PaperSource): MandateFacts {
	const text = (key: string): string | null => source.typed?.[key] ?? fieldText(source.state, key);
	const party = (who: 'applicant' | 'proxy'): Party => ({
		name: text(`${who}.name`),
		idNumber: text(`${who}.idNumber`),
		phone: text(`${who}.phone`)
	});
	const given = (text('proxy.powers') ?? '').split(',').map((word) => word.trim());
	return {
		item: itemName(source),
		principal: party('applicant'),
		agent: { ...party('proxy'), relation: text('proxy.relation') },
		powers: powers.filter((power) => given.includes(power)),
		from: text('proxy.from'),
		until: text('proxy.until'),
		signature: source.state.submitted?.principal ?? null,
		witness: text('proxy.witness')
	};
}

/** One to be filled in by hand, before there is a case. */
export function openMandate(item: string): MandateFacts {
	const nobody = { name: null, idNumber: null, phone: null };
	return {
		item,
		principal: nobody,
		agent: { ...nobody, relation: null },
		powers: [],
		from: null,
		until: null,
		signature: null,
		witness: null
	};
}
