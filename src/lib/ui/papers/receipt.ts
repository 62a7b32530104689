import type { Paper } from '../../documents/case/state.ts';
import type { Strokes } from '../../documents/case/actions.ts';
import type { DirectoryState } from '../../documents/directory/state.ts';
import type { Material, TimeLimit } from '../../domain/catalogue.ts';
import { isOwed } from '../../domain/paper-ways.ts';
import { maskIdNumber, maskName } from '../../domain/mask.ts';
import { circumstancesOf, missingMaterials } from './materials.ts';
import { fieldText, type PaperSource } from './paper.ts';

/** What 代办受理单 or 收件凭证 says: of a draft that is being typed, or of the case. null: not known yet. */
export type ReceiptFacts = {
	/** The village's slip, or the receipt of an organ's own window. */
	kind: 'proxy' | 'window';
	doc: string;
	number: string | null;
	item: string | null;
	/** Masked. */
	principal: string | null;
	/** Masked; undefined when the person came. */
	proxy: string | null | undefined;
	agent: { unit: string; name: string | null; phone: string | null; askPhone: string | null };
	taken: Pick<Paper, 'paper' | 'name' | 'way' | 'copies' | 'photographs' | 'instead'>[];
	/** Papers that may come later, and are to. */
	owed: Pick<Paper, 'paper' | 'name'>[];
	missing: Material[];
	/** From acceptance on, what was promised and what the law gives at most; null where the county has confirmed none. */
	promised: TimeLimit | null;
	legal: TimeLimit | null;
	/** Device clock of the submit, or of now. */
	at: number;
	/** Null until signed; without strokes: signed on paper. */
	signature: Strokes | null;
};

/** Name and identity number as a slip may show them; null without a name. */
export function maskedPerson(name: string | null, idNumber: string | null): string | null {
	if (name === null) return null;
	return idNumber === null ? maskName(name) : `${maskName(name)} ${maskIdNumber(idNumber)}`;
}

/** The receiving side of a slip: the unit, the clerk, and the numbers to call. */
export function agentOf(
	directory: DirectoryState,
	unit: string | null,
	clerk: string | null
): { kind: ReceiptFacts['kind']; agent: ReceiptFacts['agent'] } {
	const at = unit === null ? undefined : directory.units[unit];
	const person = clerk === null ? undefined : directory.clerks[clerk];
	return {
		kind: at?.level === 'village' ? 'proxy' : 'window',
		agent: {
			unit: at?.name ?? unit ?? '',
			name: person?.name ?? null,
			phone: person?.phone ?? null,
			askPhone: at?.phone ?? null
		}
	};
}

export function receiptOfCase({ state, item, directory }: PaperSource): ReceiptFacts {
	const opened = state.timeline.find(({ type }) => type === 'open');
	return {
		...agentOf(directory, state.origin, opened?.clerk ?? null),
		doc: state.id,
		number: state.number,
		item: item?.basic.name ?? state.item?.code ?? null,
		principal: maskedPerson(fieldText(state, 'applicant.name'), fieldText(state, 'applicant.idNumber')),
		proxy:
			state.by === 'proxy'
				? maskedPerson(fieldText(state, 'proxy.name'), fieldText(state, 'proxy.idNumber'))
				: undefined,
		taken: state.papers.filter((paper) => !isOwed(paper)),
		owed: state.papers.filter(isOwed),
		missing: missingMaterials(item, circumstancesOf(state), state.papers),
		promised: item?.implementation.promised ?? null,
		legal: item?.implementation.legal ?? null,
		at: state.submitted?.at ?? opened?.at ?? 0,
		signature: state.submitted?.signature ?? null
	};
}
