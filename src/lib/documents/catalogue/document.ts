import type * as Y from 'yjs';
import type {
	BasicItem,
	Bundle,
	CatalogueBundle,
	CatalogueContent,
	CatalogueItem,
	ImplementationItem,
	ReleaseRecord,
	SignedRelease
} from '../../domain/catalogue.ts';
import { basicVersion, bundleVersion, canonicalJson, itemVersion } from '../../domain/catalogue-version.ts';
import { isSignedRelease } from './release.ts';
import { versionOfRow, type KnownVersions } from './row-versions.ts';

/**
 * The catalogue's one Yjs document: `current` (item code → version), `items`, `basic` and `bundles` (code → the
 * row as plain JSON) and `release` (the signed record's head, so that a delta carries the release it belongs to).
 */
export function tablesOf(doc: Y.Doc) {
	return {
		current: doc.getMap<string>('current'),
		items: doc.getMap<ImplementationItem>('items'),
		basic: doc.getMap<BasicItem>('basic'),
		bundles: doc.getMap<Bundle>('bundles'),
		release: doc.getMap<unknown>('release')
	};
}

/** Writes what differs from the document, and nothing else, so that a release costs what it changes. */
export function writeContent(doc: Y.Doc, content: CatalogueContent): void {
	const { current, items, basic, bundles } = tablesOf(doc);
	const itemCodes = new Set(content.implementations.map((row) => row.code));
	doc.transact(() => {
		writeTable(basic, content.basic, basicVersion);
		writeTable(bundles, content.bundles, bundleVersion);
		for (const row of content.implementations) {
			const version = itemVersion(row);
			if (current.get(row.code) === version) continue;
			items.set(row.code, row);
			current.set(row.code, version);
		}
		for (const code of [...current.keys()]) {
			if (itemCodes.has(code)) continue;
			current.delete(code);
			items.delete(code);
		}
	});
}

function writeTable<Row extends { code: string }>(
	table: Y.Map<Row>,
	rows: Row[],
	hash: (row: Row) => string
): void {
	for (const row of rows) {
		const held = table.get(row.code);
		if (held === undefined || hash(held) !== hash(row)) table.set(row.code, row);
	}
	const codes = new Set(rows.map(({ code }) => code));
	for (const code of [...table.keys()]) if (!codes.has(code)) table.delete(code);
}

/**
 * Writes the release without the names of rows, which the tables themselves tell: a record of 2,000 items is
 * ten times what a usual release changes.
 */
export function writeRelease(doc: Y.Doc, { text, key, signature }: SignedRelease): void {
	const head = JSON.parse(text) as Partial<ReleaseRecord>;
	delete head.items;
	delete head.basics;
	delete head.bundles;
	const map = tablesOf(doc).release;
	doc.transact(() => {
		map.set('head', head);
		map.set('key', key);
		map.set('signature', signature);
	});
}

/** The release that the document says it is, its text put together again; null for none. Not yet verified. */
export function releaseIn(doc: Y.Doc, known: KnownVersions = new WeakMap()): SignedRelease | null {
	const { current, basic, bundles, release } = tablesOf(doc);
	const namesIn = <Row>(table: Y.Map<Row>, hash: (row: Row) => string) =>
		Object.fromEntries([...table.entries()].map(([code, row]) => [code, versionOfRow(row, hash, known)]));
	const text = releaseText({
		...(release.get('head') as object | undefined),
		items: current.toJSON(),
		basics: namesIn(basic, basicVersion),
		bundles: namesIn(bundles, bundleVersion)
	});
	const signed = { text, key: release.get('key'), signature: release.get('signature') };
	return isSignedRelease(signed) ? signed : null;
}

/** A record's text: in the one order of keys, so that a device can put it together from the tables (C2). */
export function releaseText({
	bundles,
	...record
}: {
	bundles: Record<string, unknown>;
	[field: string]: unknown;
}): string {
	return canonicalJson(Object.keys(bundles).length === 0 ? record : { ...record, bundles });
}

/** Every bundle of a verified document, by code. */
export function readBundles(doc: Y.Doc): CatalogueBundle[] {
	return [...tablesOf(doc).bundles.values()]
		.map((bundle) => ({ version: bundleVersion(bundle), bundle }))
		.sort((a, b) => (a.bundle.code < b.bundle.code ? -1 : 1));
}

/** Every current item of a verified document, by code. */
export function readItems(doc: Y.Doc): CatalogueItem[] {
	const { current, items, basic } = tablesOf(doc);
	const read: CatalogueItem[] = [];
	for (const [code, version] of current.entries()) {
		const implementation = items.get(code);
		const row = implementation && basic.get(implementation.basic.code);
		if (row) read.push({ version, basic: row, implementation });
	}
	return read.sort((a, b) => (a.implementation.code < b.implementation.code ? -1 : 1));
}
