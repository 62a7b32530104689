import type { CaseRow, Place } from '$lib/device/station.ts';
import type { Stage } from '$lib/documents/case/state.ts';
import type { DateString } from '$lib/domain/calendar.ts';
import type { Characters } from '$lib/domain/characters.ts';
import { addDays, chinaDate } from '$lib/domain/working-days.ts';
import { findCases } from '../../frame/find-cases.ts';

export const dueFilters = ['overdue', 'today', 'week', 'none'] as const;
export const orders = ['newest', 'due', 'number'] as const;

/** What a list is narrowed to; '' and false narrow nothing. Never part of an address: the words may be a name. */
export type CaseFilter = {
	/** As the search box of the frame reads them (`findCases`), or parts of the item's name; all of them must fit. */
	words: string;
	stage: Stage | '';
	due: (typeof dueFilters)[number] | '';
	place: Place | '';
	/** The unit whose turn it is. */
	holder: string;
	/** An item's code. */
	item: string;
	/** Only what is this clerk's to do. */
	mine: boolean;
	/** Only what another unit has handed to this one and nobody has received: the stack on the counter. */
	handedIn: boolean;
	/** Changed on this day in China or later; '' for any. */
	since: string;
	order: (typeof orders)[number];
};

export const everyCase: CaseFilter = {
	...{ words: '', stage: '', due: '', place: '', holder: '', item: '', mine: false, handedIn: false },
	...{ since: '', order: 'newest' }
};

/** What a filter is read against. */
export type FilterSetting = {
	unit: string;
	today: DateString;
	characters: Characters | null;
	itemName: (code: string) => string;
	isMine: (row: CaseRow) => boolean;
};

/** The rows that fit, in the order asked for; rows come newest first. */
export function filterCases(
	rows: readonly CaseRow[],
	filter: CaseFilter,
	{ unit, today, characters, itemName, isMine }: FilterSetting
): CaseRow[] {
	const named =
		filter.words.trim() === '' ? rows : findCases(rows, filter.words, rows.length, characters, itemName);
	const found = named.filter(
		(row) =>
			(filter.stage === '' || row.stage === filter.stage) &&
			(filter.due === '' || isDue(row, filter.due, today)) &&
			(filter.place === '' || row.place === filter.place) &&
			(filter.holder === '' || holderOf(row) === filter.holder) &&
			(filter.item === '' || row.itemCode === filter.item) &&
			(!filter.mine || isMine(row)) &&
			(!filter.handedIn || row.offeredTo === unit) &&
			(filter.since === '' || chinaDate(row.changedAt) >= filter.since)
	);
	return inOrder(found, filter.order);
}

/** The unit that has the baton; before anyone received it, where it was taken in. */
export function holderOf({ holder, origin }: CaseRow): string | null {
	return holder ?? origin;
}

function isDue({ due }: CaseRow, when: CaseFilter['due'], today: DateString): boolean {
	if (due === null) return when === 'none';
	if (when === 'overdue') return due.date < today;
	if (when === 'today') return due.date === today;
	return when === 'week' && due.date >= today && due.date <= addDays(today, 7);
}

function inOrder(rows: CaseRow[], order: CaseFilter['order']): CaseRow[] {
	if (order === 'newest') return rows;
	const key = ({ due, face }: CaseRow): string => (order === 'due' ? due?.date : face.number) ?? '\uffff';
	return rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
