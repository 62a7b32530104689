import type { DatabaseSync } from 'node:sqlite';

type Value = string | number | null;
type Row = Record<string, Value>;

/** One thing that somebody with the disk in hand does to one row; the names by which it may be called afterwards. */
export type Mutation = { what: string; table: string; names: string[]; apply(db: DatabaseSync): void };

export type RecordTable = { table: string; key: string };

/** Tables of the record, with the column by which a finding names a row. */
export const RECORD: RecordTable[] = [
	{ table: 'changes', key: 'id' },
	{ table: 'refusals', key: 'place' },
	{ table: 'chains', key: 'device' },
	{ table: 'states', key: 'doc' },
	{ table: 'feeds', key: 'cursor' },
	{ table: 'log', key: 'leaf' },
	{ table: 'checkpoint', key: 'only' }
];

/** Every way in which each row of a table can be altered, removed, doubled or changed for the next one. */
export function mutationsOf(db: DatabaseSync, { table, key }: RecordTable): Mutation[] {
	const rows = db.prepare(`SELECT * FROM ${table} ORDER BY ${key}`).all() as Row[];
	const columns = Object.keys(rows[0] ?? {});
	const set = (column: string, value: Value, at: Value) => (on: DatabaseSync) =>
		void on.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`).run(value, at);
	const insert = (row: Row) => (on: DatabaseSync) => {
		const marks = columns.map(() => '?').join(', ');
		on.prepare(`INSERT INTO ${table} VALUES (${marks})`).run(...columns.map((name) => row[name] ?? null));
	};
	const remove = (at: Value) => (on: DatabaseSync) =>
		void on.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(at);

	return rows.flatMap((row, i) => {
		const at = row[key] ?? null;
		const name = String(at);
		const mutations: Mutation[] = columns.map((column) => {
			const value = altered(row[column] ?? null, i);
			const names = column === key ? [name, String(value)] : [name];
			return { what: `${column} altered`, table, names, apply: set(column, value, at) };
		});
		mutations.push({ what: 'removed', table, names: [name], apply: remove(at) });
		const twin: Row = { ...row, [key]: fresh(at), ...(columns.includes('seq') ? { seq: 900 + i } : {}) };
		if (row['pos'] != null && table === 'changes') twin['pos'] = 9000 + i;
		if (table === 'refusals') twin['id'] = fresh(row['id'] ?? null);
		if (table === 'feeds') twin['unit'] = 'another';
		mutations.push({ what: 'doubled', table, names: [String(twin[key])], apply: insert(twin) });
		const next = rows[i + 1];
		if (next) mutations.push({ ...swapped(row, next), table });
		return mutations;
	});

	function swapped(one: Row, other: Row): Pick<Mutation, 'what' | 'names' | 'apply'> {
		const [a, b] = [one[key] ?? null, other[key] ?? null];
		return {
			what: 'changed for the next',
			names: [String(a), String(b)],
			apply(on) {
				remove(a)(on);
				remove(b)(on);
				insert({ ...one, [key]: b })(on);
				insert({ ...other, [key]: a })(on);
			}
		};
	}
}

/** Another value of the same kind: one bit of one character, or the next number but some. */
function altered(value: Value, i: number): Value {
	if (value === null) return i;
	if (typeof value === 'number') return value + 1000;
	const text = String(value);
	for (let step = 0; step < text.length; step++) {
		const place = (i * 7 + 3 + step) % text.length;
		const flipped = String.fromCharCode(text.charCodeAt(place) ^ 1);
		// A flip within a longer character may be no text at all any more.
		if (/[ -~]/.test(text.charAt(place)) && /[ -~]/.test(flipped)) {
			return text.slice(0, place) + flipped + text.slice(place + 1);
		}
	}
	throw new Error(`nothing to flip in ${text}`);
}

function fresh(key: Value): Value {
	if (typeof key === 'number') return key + 1000;
	const text = String(key);
	return (text.startsWith('Z') ? 'Y' : 'Z') + text.slice(1);
}
