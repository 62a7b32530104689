import {
	Dexie,
	type DBCore,
	type DBCoreCursor,
	type DBCoreMutateRequest,
	type DBCoreTable,
	type Middleware
} from 'dexie';
import type { Vault } from './vault.ts';

/**
 * What of a table's rows lies in the clear, because the disk finds and sorts by it; all else is one sealed field. Tables
 * that are not named hold no person's data, or, as `photographs`, only ciphertext.
 */
const IN_THE_CLEAR: Record<string, readonly string[]> = {
	changes: ['id', 'doc', 'device', 'seq'],
	quarantine: ['id', 'doc', 'device', 'seq', 'code', 'at'],
	cases: ['doc', 'knownDirectory'],
	people: ['person', 'doc'],
	drafts: ['id', 'clerk'],
	talks: ['clerk', 'doc']
};

export const SEALED_TABLES = Object.keys(IN_THE_CLEAR);

type Row = Record<string, unknown>;

/** A spoiled change must still be seen, as one that cannot be read; anything else is left out, like a row that is not there. */
const SPOILED: Record<string, Row> = { changes: { line: '' }, quarantine: { line: '' } };

/**
 * Seals rows on their way to the disk and opens them on their way back. While the vault is locked their rows are as if
 * they were not there, though they can be counted by their keys, and nothing is written.
 * `spoiled` hears the table of a row that does not open.
 */
export function sealedTables(vault: Vault, spoiled: (table: string) => void): Middleware<DBCore> {
	return {
		stack: 'dbcore',
		name: 'sealed',
		// Under all of Dexie's own, which must see rows as they are meant.
		level: -2,
		create: (core) => ({
			...core,
			table(name) {
				const table = core.table(name);
				const clear = IN_THE_CLEAR[name];
				return clear ? sealedTable(vault, table, clear, spoiled) : table;
			}
		})
	};
}

function sealedTable(
	vault: Vault,
	table: DBCoreTable,
	clear: readonly string[],
	spoiled: (table: string) => void
): DBCoreTable {
	const { name } = table;
	const keyOf = (row: Row) => JSON.stringify(table.schema.primaryKey.extractKey?.(row));
	const placeOf = (row: Row) => `${name}/${keyOf(row)}`;

	function sealed(row: Row): Row {
		if (!vault.exists) return row;
		const out: Row = {};
		const hidden: Row = {};
		for (const [field, value] of Object.entries(row)) (clear.includes(field) ? out : hidden)[field] = value;
		return { ...out, sealed: vault.seal(placeOf(row), hidden) };
	}

	/** Undefined for a row that is as if it were not there. */
	function opened(row: Row | undefined): Row | undefined {
		// From before there was a vault.
		if (!row || !(row['sealed'] instanceof Uint8Array)) return row;
		if (!vault.isOpen) return undefined;
		const { sealed: bytes, ...rest } = row;
		const hidden = vault.unseal(placeOf(row), bytes) as Row | null;
		if (hidden) return { ...rest, ...hidden };
		spoiled(name);
		const unreadable = SPOILED[name];
		return unreadable && { ...rest, ...unreadable };
	}

	const openedAll = (rows: Row[]) => rows.flatMap((row) => opened(row) ?? []);

	return {
		...table,
		mutate(request: DBCoreMutateRequest) {
			if (vault.isLocked) return Dexie.Promise.reject(new Error('the vault is locked'));
			if (request.type !== 'add' && request.type !== 'put') return table.mutate(request);
			return table.mutate({ ...request, values: request.values.map((row: Row) => sealed(row)) });
		},
		// Never `async`: what Dexie awaits in a transaction must be a promise of its own.
		get: (request) =>
			vault.isLocked
				? Dexie.Promise.resolve(undefined)
				: table.get(request).then((row: Row | undefined) => opened(row)),
		getMany: (request) =>
			vault.isLocked
				? Dexie.Promise.resolve(request.keys.map(() => undefined))
				: table.getMany(request).then((rows: (Row | undefined)[]) => rows.map(opened)),
		query: (request) =>
			vault.isLocked && request.values
				? Dexie.Promise.resolve({ result: [] })
				: table.query(request).then((answer) => ({
						...answer,
						result: request.values ? openedAll(answer.result as Row[]) : answer.result
					})),
		openCursor: (request) =>
			vault.isLocked && request.values
				? Dexie.Promise.resolve(null)
				: table
						.openCursor(request)
						.then((cursor) => (cursor && request.values ? openedCursor(cursor, opened) : cursor))
	};
}

/** The browser's cursor knows itself only by its own name: its methods are called on it, not on what stands before it. */
function openedCursor(cursor: DBCoreCursor, opened: (row: Row | undefined) => Row | undefined): DBCoreCursor {
	return new Proxy(cursor, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			if (name === 'value') return opened(value as Row | undefined);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
		set: (target, name, value) => Reflect.set(target, name, value, target)
	});
}
