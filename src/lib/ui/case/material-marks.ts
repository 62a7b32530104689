import type { Material } from '../../domain/catalogue.ts';
import { m } from '../../paraglide/messages.js';

/** What a clerk must know of a material at a glance: form, necessity, source, whether it may follow later. */
export function materialMarks({ form, necessity, source, deferrable, shared }: Material): string[] {
	return [
		form,
		necessity === '必要' ? m.intake_paper_mark_must() : m.intake_paper_mark_maybe(),
		sourceWords(source),
		...(deferrable ? [m.intake_paper_mark_later()] : []),
		...(shared ? [m.intake_paper_mark_shared()] : [])
	];
}

/** Source channels of the county's code table (standards.md §2.1). */
function sourceWords(code: string): string {
	if (code === '10') return m.intake_source_own();
	return code === '20' ? m.intake_source_issued() : m.intake_source_other();
}
