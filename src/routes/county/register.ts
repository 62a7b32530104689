/** One column of a register: what stands in it, for the eye, the search and the table that is exported. */
export type Column<T> = {
	label: string;
	text: (row: T) => string;
	/** By what it sorts, where that is not its text. */
	order?: (row: T) => number | string;
	/** Needs to be looked at, or does not hold any more. */
	tone?: (row: T) => 'mind' | 'bad' | 'ended' | null;
	/** A code, shown in even letters. */
	code?: boolean;
};

/** A choice that narrows a register. */
export type Narrowing<T> = {
	label: string;
	/** The first one is all of them. */
	options: readonly { value: string; label: string }[];
	fits: (row: T, value: string) => boolean;
};

export type Sorting = { column: number; down: boolean };

/** Rows in which every word of the query stands somewhere, whatever its case. */
export function findRows<T>(rows: readonly T[], columns: readonly Column<T>[], query: string): T[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return [...rows];
	return rows.filter((row) => {
		const all = columns
			.map(({ text }) => text(row))
			.join('\n')
			.toLowerCase();
		return words.every((word) => all.includes(word));
	});
}

/** Sorted by one column, equal ones as they were; null leaves all as it is. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], by: Sorting | null): T[] {
	const column = by === null ? undefined : columns[by.column];
	if (!column || by === null) return [...rows];
	const keyed = rows.map((row) => ({ row, key: (column.order ?? column.text)(row) }));
	keyed.sort((a, b) => compare(a.key, b.key) * (by.down ? -1 : 1));
	return keyed.map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'zh', { numeric: true });
}

/** Head and rows as they are shown, for a spreadsheet. */
export function tableOf<T>(rows: readonly T[], columns: readonly Column<T>[]): string[][] {
	return [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ text }) => text(row)))];
}

/** By a key, each group as it was. `Map.groupBy` is not in every tablet's browser. */
export function groupRows<T, Key>(rows: readonly T[], keyOf: (row: T) => Key): Map<Key, T[]> {
	const groups = new Map<Key, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return groups;
}
