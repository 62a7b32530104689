import type { CaseRow } from '$lib/device/station.ts';
import type { CaseActionType } from '$lib/documents/case/actions.ts';
import type { DirectoryState } from '$lib/documents/directory/state.ts';
import type { Calendar, DateString } from '$lib/domain/calendar.ts';
import type { ItemBrief } from '$lib/domain/catalogue-briefs.ts';
import { shortCaseNumber } from '$lib/domain/case-number.ts';
import { maskName } from '$lib/domain/mask.ts';
import { m } from '$lib/paraglide/messages.js';
import { letters, type CaseLineFacts } from '$lib/ui/case/line.ts';
import { actionWords, dueWords } from '$lib/ui/case/words.ts';
import { caseAddress } from '../../case-address.ts';

/** What a row's words are looked up in. */
export type LineSetting = {
	unit: string;
	directory: DirectoryState;
	/** The current items by code. */
	items: ReadonlyMap<string, ItemBrief>;
	today: DateString;
	calendar: Calendar;
};

export function lineOf(row: CaseRow, next: CaseActionType | null, setting: LineSetting): CaseLineFacts {
	const { number, applicantName } = row.face;
	const href = caseAddress(row.doc);
	return {
		doc: row.doc,
		href,
		place: row.place,
		number: number === null ? m.case_numberless() : shortCaseNumber(number),
		title:
			number === null && row.stage !== 'intake'
				? m.case_data_coming()
				: inBundle(row, itemName(row.itemCode, setting)),
		person: applicantName === null ? m.case_nameless() : maskName(applicantName),
		holder: holderWords(row, setting),
		due: row.due === null ? null : dueWords(row.due.date, setting.today, setting.calendar),
		next:
			next === null
				? null
				: { label: actionWords[next](), letter: letters[next], href: stepAddress(href, next) }
	};
}

function stepAddress(href: string, next: CaseActionType): string {
	return next === 'settle' ? `${href}/conflicts` : `${href}?do=${next}`;
}

function itemName(code: string | null, { items }: LineSetting): string {
	if (code === null) return m.case_item_none();
	return items.get(code)?.name ?? m.case_item_unknown({ code });
}

/** Says that others of the same matter go with it. */
function inBundle({ bundle }: CaseRow, name: string): string {
	return bundle === null ? name : m.bundle_row({ item: name });
}

function holderWords(row: CaseRow, { unit, directory }: LineSetting): string {
	const short = (id: string): string => (id === unit ? m.case_here() : (directory.units[id]?.short ?? id));
	const handedIn = row.offeredTo === unit ? (row.holder ?? row.origin) : null;
	if (handedIn !== null) return m.case_handed_in({ unit: short(handedIn) });
	if (row.offeredTo !== null) return m.case_offered({ unit: short(row.offeredTo) });
	return row.holder === null ? '' : short(row.holder);
}
