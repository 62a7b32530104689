import type { DirectoryState } from '$lib/documents/directory/state.ts';
import type { CatalogueItem } from '$lib/domain/catalogue.ts';
import { isOwed } from '$lib/domain/paper-ways.ts';
import { missingMaterials, papersThatCount } from '$lib/ui/papers/materials.ts';
import { agentOf, maskedPerson, type ReceiptFacts } from '$lib/ui/papers/receipt.ts';
import type { IntakeContent } from './draft.ts';

/** Where and by whom the draft is being written, and what the case already has. */
export type DraftSetting = {
	doc: string;
	number: string | null;
	item: CatalogueItem | null;
	directory: DirectoryState;
	unit: string;
	clerk: string;
	now: number;
};

/** The receipt as far as it is written. */
export function receiptOfDraft(content: IntakeContent, setting: DraftSetting): ReceiptFacts {
	const { by, fields, signature, onPaper } = content;
	const { doc, number, item, directory, unit, clerk, now } = setting;
	const { situations } = content.matter;
	const papers = papersThatCount(item, { by, situations }, content.matter.papers);
	const person = (key: 'applicant' | 'proxy'): string | null =>
		maskedPerson(fields[`${key}.name`]?.trim() || null, fields[`${key}.idNumber`]?.trim() || null);
	return {
		...agentOf(directory, unit, clerk),
		doc,
		number,
		item: item?.basic.name ?? null,
		principal: person('applicant'),
		proxy: by === 'proxy' ? person('proxy') : undefined,
		taken: papers.filter((paper) => !isOwed(paper)),
		owed: papers.filter(isOwed),
		missing: missingMaterials(item, { by, situations }, papers),
		promised: item?.implementation.promised ?? null,
		legal: item?.implementation.legal ?? null,
		at: now,
		signature: onPaper || signature.length > 0 ? signature : null
	};
}
