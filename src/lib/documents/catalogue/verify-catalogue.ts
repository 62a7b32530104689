import type * as Y from 'yjs';
import type { ReleaseRecord } from '../../domain/catalogue.ts';
import { basicVersion, bundleVersion, itemVersion } from '../../domain/catalogue-version.ts';
import { tablesOf } from './document.ts';
import { versionOfRow, type KnownVersions } from './row-versions.ts';

export type CatalogueFault = 'tampered-item' | 'missing-item' | 'extra-item';

/**
 * Whether the document holds exactly the rows that the record names: every one of them, of the named hash,
 * and no other. Null when it does.
 */
export function verifyCatalogue(
	doc: Y.Doc,
	record: ReleaseRecord,
	known: KnownVersions = new WeakMap()
): CatalogueFault | null {
	const { current, items, basic, bundles } = tablesOf(doc);
	const fault =
		compare(basic, record.basics, basicVersion, known) ??
		compare(items, record.items, itemVersion, known) ??
		compare(bundles, record.bundles, bundleVersion, known) ??
		compareKeys(current, record.items);
	if (fault) return fault;
	for (const [code, version] of Object.entries(record.items)) {
		if (current.get(code) !== version) return 'tampered-item';
		const row = items.get(code);
		if (row?.code !== code) return 'tampered-item';
		if (record.basics[row.basic?.code] !== row.basic?.version) return 'missing-item';
	}
	for (const code of Object.keys(record.bundles)) {
		if (bundles.get(code)?.code !== code) return 'tampered-item';
	}
	return null;
}

function compare<Row extends object>(
	map: Y.Map<Row>,
	named: Record<string, string>,
	hash: (row: Row) => string,
	known: KnownVersions
): CatalogueFault | null {
	const fault = compareKeys(map, named);
	if (fault) return fault;
	for (const [code, row] of map.entries()) {
		if (versionOfRow(row, hash, known) !== named[code]) return 'tampered-item';
	}
	return null;
}

function compareKeys<Row>(map: Y.Map<Row>, named: Record<string, string>): CatalogueFault | null {
	for (const code of Object.keys(named)) if (!map.has(code)) return 'missing-item';
	return map.size > Object.keys(named).length ? 'extra-item' : null;
}
