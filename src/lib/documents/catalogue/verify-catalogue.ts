import type * as Y from 'yjs';
import type { BasicItem, ImplementationItem, ReleaseRecord } from '../../domain/catalogue.ts';
import { basicVersion, itemVersion } from '../../domain/catalogue-version.ts';
import { tablesOf } from './document.ts';

export type CatalogueFault = 'tampered-item' | 'missing-item' | 'extra-item';

/** Versions already computed, by the row itself: a delta then costs the hashing of what it changed. */
export type KnownVersions = WeakMap<object, string>;

/**
 * Whether the document holds exactly the rows that the record names: every one of them, of the named hash,
 * and no other. Null when it does.
 */
export function verifyCatalogue(
	doc: Y.Doc,
	record: ReleaseRecord,
	known: KnownVersions = new WeakMap()
): CatalogueFault | null {
	const { current, items, basic } = tablesOf(doc);
	const fault =
		compare(basic, record.basics, (row: BasicItem) => basicVersion(row), known) ??
		compare(items, record.items, (row: ImplementationItem) => itemVersion(row), known) ??
		compareKeys(current, record.items);
	if (fault) return fault;
	for (const [code, version] of Object.entries(record.items)) {
		if (current.get(code) !== version) return 'tampered-item';
		const row = items.get(code);
		if (row?.code !== code) return 'tampered-item';
		if (record.basics[row.basic?.code] !== row.basic?.version) return 'missing-item';
	}
	return null;
}

function compare<Row extends object>(
	map: Y.Map<Row>,
	named: Record<string, string>,
	versionOf: (row: Row) => string,
	known: KnownVersions
): CatalogueFault | null {
	const fault = compareKeys(map, named);
	if (fault) return fault;
	for (const [code, row] of map.entries()) {
		if (!isPlain(row)) return 'tampered-item';
		const version = known.get(row) ?? hashed(row, versionOf);
		if (version === null || version !== named[code]) return 'tampered-item';
		known.set(row, version);
	}
	return null;
}

function compareKeys<Row>(map: Y.Map<Row>, named: Record<string, string>): CatalogueFault | null {
	for (const code of Object.keys(named)) if (!map.has(code)) return 'missing-item';
	return map.size > Object.keys(named).length ? 'extra-item' : null;
}

/** Rows come from outside: a Yjs type or a byte string in a row's place is no row. */
function isPlain(row: unknown): row is object {
	return typeof row === 'object' && row !== null && Object.getPrototypeOf(row) === Object.prototype;
}

/** Null where there is no JSON of it (a big integer, a depth past the stack). */
function hashed<Row>(row: Row, versionOf: (row: Row) => string): string | null {
	try {
		return versionOf(row);
	} catch {
		return null;
	}
}
