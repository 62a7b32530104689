import { isDeepStrictEqual } from 'node:util';
import type { Reading, Row } from '../storage/read-sqlite.ts';
import type { Finding } from './finding.ts';

/** Tables that the county's code makes of its record: their key, their other columns, and which of them hold JSON. */
const DERIVED = [
	{ table: 'chains', key: 'device', columns: ['seq', 'id'], json: [] },
	{ table: 'states', key: 'doc', columns: ['pos', 'state', 'readers'], json: ['state', 'readers'] },
	{ table: 'feeds', key: 'cursor', columns: ['unit', 'change'], json: [] }
] as const;

type Derived = (typeof DERIVED)[number];

/** The first row of each derived table that is not as it should be. */
export function compareTables(actual: Reading, expected: Reading): Finding[] {
	return DERIVED.flatMap((derived) => firstDifference(derived, actual, expected) ?? []);
}

/** The same of the feed up to a cursor. */
export function compareFeed(actual: Reading, expected: Reading, end: number): Finding | null {
	return firstDifference(DERIVED[2], actual, expected, end);
}

function firstDifference(
	{ table, key, columns, json }: Derived,
	actual: Reading,
	expected: Reading,
	end = Infinity
): Finding | null {
	const query = `SELECT ${[key, ...columns].join(', ')} FROM ${table} ORDER BY ${key}`;
	const wanted: Iterator<Row, undefined> = expected.rows(query)[Symbol.iterator]() as Iterator<
		Row,
		undefined
	>;
	const isHere = (reading: Reading, row: Row) => {
		const [one] = reading.rows(`SELECT 1 FROM ${table} WHERE ${key} = ?`, row[key] as string | number);
		return one !== undefined;
	};
	const next = () => {
		const step = wanted.next();
		return step.done === true || Number(step.value[key]) > end ? null : step.value;
	};
	for (const row of actual.rows(query)) {
		if (Number(row[key]) > end) break;
		const should = next();
		if (!should || (should[key] !== row[key] && !isHere(expected, row))) {
			return { table, row: String(row[key]), code: 'added' };
		}
		if (should[key] !== row[key]) return { table, row: String(should[key]), code: 'removed' };
		const column = columns.find((name) =>
			(json as readonly string[]).includes(name)
				? !isSameJson(row[name], should[name])
				: row[name] !== should[name]
		);
		if (column !== undefined) return { table, row: String(row[key]), code: 'altered', column };
	}
	const missing = next();
	return missing ? { table, row: String(missing[key]), code: 'removed' } : null;
}

/** The order of keys depends on whether a state was read from the disk in between; what they say does not. */
function isSameJson(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	try {
		return isDeepStrictEqual(JSON.parse(String(a)), JSON.parse(String(b)));
	} catch {
		return false;
	}
}
