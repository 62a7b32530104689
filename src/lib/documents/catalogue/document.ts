import type * as Y from 'yjs';
import type {
	BasicItem,
	CatalogueContent,
	CatalogueItem,
	ImplementationItem,
	ReleaseRecord,
	SignedRelease
} from '../../domain/catalogue.ts';
import { basicVersion, canonicalJson, itemVersion } from '../../domain/catalogue-version.ts';
import { isSignedRelease } from './release.ts';
import { versionOfRow, type KnownVersions } from './row-versions.ts';

/**
 * The catalogue's one Yjs document: `current` (item code → version), `items` and `basic` (code → the row as
 * plain JSON) and `release` (the signed record's head, so that a delta carries the release it belongs to).
 */
export function tablesOf(doc: Y.Doc) {
	return {
		current: doc.getMap<string>('current'),
		items: doc.getMap<ImplementationItem>('items'),
		basic: doc.getMap<BasicItem>('basic'),
		release: doc.getMap<unknown>('release')
	};
}

/** Writes what differs from the document, and nothing else, so that a release costs what it changes. */
export function writeContent(doc: Y.Doc, content: CatalogueContent): void {
	const { current, items, basic } = tablesOf(doc);
	const itemCodes = new Set(content.implementations.map((row) => row.code));
	const basicCodes = new Set(content.basic.map((row) => row.code));
	doc.transact(() => {
		for (const row of content.basic) {
			const held = basic.get(row.code);
			if (held === undefined || basicVersion(held) !== basicVersion(row)) basic.set(row.code, row);
		}
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
		for (const code of [...basic.keys()]) if (!basicCodes.has(code)) basic.delete(code);
	});
}

/**
 * Writes the release without the names of rows, which the tables themselves tell: a record of 2,000 items is
 * ten times what a usual release changes.
 */
export function writeRelease(doc: Y.Doc, { text, key, signature }: SignedRelease): void {
	const head = JSON.parse(text) as Partial<ReleaseRecord>;
	delete head.items;
	delete head.basics;
	const map = tablesOf(doc).release;
	doc.transact(() => {
		map.set('head', head);
		map.set('key', key);
		map.set('signature', signature);
	});
}

/** The release that the document says it is, its text put together again; null for none. Not yet verified. */
export function releaseIn(doc: Y.Doc, known: KnownVersions = new WeakMap()): SignedRelease | null {
	const { current, basic, release } = tablesOf(doc);
	const basics = [...basic.entries()].map(([code, row]) => [code, versionOfRow(row, basicVersion, known)]);
	const text = canonicalJson({
		...(release.get('head') as object | undefined),
		items: current.toJSON(),
		basics: Object.fromEntries(basics) as unknown
	});
	const signed = { text, key: release.get('key'), signature: release.get('signature') };
	return isSignedRelease(signed) ? signed : null;
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
