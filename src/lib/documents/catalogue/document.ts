import type * as Y from 'yjs';
import type {
	BasicItem,
	CatalogueContent,
	CatalogueItem,
	ImplementationItem,
	SignedRelease
} from '../../domain/catalogue.ts';
import { basicVersion, itemVersion } from '../../domain/catalogue-version.ts';
import { isSignedRelease } from './release.ts';

/**
 * The catalogue's one Yjs document: `current` (item code → version), `items` and `basic` (code → the row as
 * plain JSON) and `release` (the signed record, so that a delta carries the release it belongs to).
 */
export function tablesOf(doc: Y.Doc) {
	return {
		current: doc.getMap<string>('current'),
		items: doc.getMap<ImplementationItem>('items'),
		basic: doc.getMap<BasicItem>('basic'),
		release: doc.getMap<string>('release')
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

export function writeRelease(doc: Y.Doc, release: SignedRelease): void {
	const map = tablesOf(doc).release;
	doc.transact(() => {
		for (const field of ['text', 'key', 'signature'] as const) map.set(field, release[field]);
	});
}

/** The release that the document says it is; null for none. Not yet verified. */
export function releaseIn(doc: Y.Doc): SignedRelease | null {
	const release: unknown = tablesOf(doc).release.toJSON();
	return isSignedRelease(release) ? release : null;
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
