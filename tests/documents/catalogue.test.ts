import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { adminKeysOf } from '../../src/lib/documents/catalogue/admin-keys.ts';
import {
	readBundles,
	readItems,
	releaseText,
	tablesOf,
	writeContent
} from '../../src/lib/documents/catalogue/document.ts';
import { readRelease, successionFault } from '../../src/lib/documents/catalogue/release.ts';
import { verifyCatalogue } from '../../src/lib/documents/catalogue/verify-catalogue.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import type { CatalogueContent, ReleaseRecord, SignedRelease } from '../../src/lib/domain/catalogue.ts';
import { basicVersion, bundleVersion, itemVersion } from '../../src/lib/domain/catalogue-version.ts';
import { bundleOf, contentOf } from '../support/catalogue-content.ts';

const HASH = 'A'.repeat(43);

function recordOf(content: CatalogueContent, changes: Partial<ReleaseRecord> = {}): ReleaseRecord {
	return {
		v: 1,
		lineage: 'lineage-1',
		number: 1,
		previous: null,
		items: Object.fromEntries(content.implementations.map((row) => [row.code, itemVersion(row)])),
		basics: Object.fromEntries(content.basic.map((row) => [row.code, basicVersion(row)])),
		bundles: Object.fromEntries(content.bundles.map((row) => [row.code, bundleVersion(row)])),
		snapshot: HASH,
		oldestApp: '0.1.0',
		at: 1000,
		...changes
	};
}

function documentOf(content: CatalogueContent): Y.Doc {
	const doc = new Y.Doc();
	writeContent(doc, content);
	return doc;
}

const content = contentOf(20);
const record = recordOf(content);

test('C2 a document that holds what the record names, and nothing else, is the release', () => {
	const doc = documentOf(content);
	expect(verifyCatalogue(doc, record)).toBeNull();
	const items = readItems(doc);
	expect(items).toHaveLength(20);
	expect(items.every((item) => item.version === record.items[item.implementation.code])).toBe(true);
});

test('C2 one changed character of a guide or of its legal basis is seen', () => {
	const guide = documentOf(content);
	const row = tablesOf(guide).items.get('MZ-7');
	if (row) tablesOf(guide).items.set('MZ-7', { ...row, decideLevel: '省' });
	expect(verifyCatalogue(guide, record)).toBe('tampered-item');

	const basis = documentOf(content);
	const basic = tablesOf(basis).basic.get('MZ-7');
	if (basic) tablesOf(basis).basic.set('MZ-7', { ...basic, basis: [] });
	expect(verifyCatalogue(basis, record)).toBe('tampered-item');
});

test('C2 a missing row and a row too many are seen', () => {
	const fewer = documentOf(contentOf(19));
	expect(verifyCatalogue(fewer, record)).toBe('missing-item');
	const more = documentOf(contentOf(21));
	expect(verifyCatalogue(more, record)).toBe('extra-item');
	const unlisted = documentOf(content);
	tablesOf(unlisted).current.delete('MZ-3');
	expect(verifyCatalogue(unlisted, record)).toBe('missing-item');
});

test('C2 a bundle that was changed, left out or slipped in is seen', () => {
	const withBundle = { ...content, bundles: [bundleOf(3)] };
	const named = recordOf(withBundle);
	const doc = documentOf(withBundle);
	expect(verifyCatalogue(doc, named)).toBeNull();
	expect(readBundles(doc)).toEqual([{ version: named.bundles['YJS-1'], bundle: bundleOf(3) }]);

	const changed = documentOf({ ...content, bundles: [bundleOf(4)] });
	expect(verifyCatalogue(changed, named)).toBe('tampered-item');
	expect(verifyCatalogue(documentOf(content), named)).toBe('missing-item');
	expect(verifyCatalogue(doc, record)).toBe('extra-item');
});

test('C2 a record without bundles reads as it did before there were any', () => {
	const text = releaseText(recordOf(content));
	expect(text).not.toContain('bundles');
	expect(readRelease(text)).toEqual(record);
});

test('C2 what is no row at all is refused, not stumbled over', () => {
	for (const nonsense of [new Y.Map(), new Uint8Array(3), 7, null, [1], { deep: 1n }]) {
		const doc = documentOf(content);
		doc.getMap<unknown>('items').set('MZ-1', nonsense);
		expect(verifyCatalogue(doc, record)).toBe('tampered-item');
	}
});

test('C2 known versions save hashing, and a row that was replaced is hashed again', () => {
	const doc = documentOf(content);
	const known = new WeakMap<object, string>();
	expect(verifyCatalogue(doc, record, known)).toBeNull();
	const row = tablesOf(doc).items.get('MZ-2');
	if (row) tablesOf(doc).items.set('MZ-2', { ...row, note: '改' });
	expect(verifyCatalogue(doc, record, known)).toBe('tampered-item');
});

test('C5 a release of three changed items of 500 is a hundredth of the catalogue', () => {
	const doc = documentOf(contentOf(500));
	const before = Y.encodeStateVector(doc);
	writeContent(doc, contentOf(500, ['MZ-1', 'MZ-2', 'MZ-3']));
	const delta = Y.encodeStateAsUpdate(doc, before).length;
	expect(delta).toBeLessThan(Y.encodeStateAsUpdate(doc).length / 100);
	const unchanged = Y.encodeStateVector(doc);
	writeContent(doc, contentOf(500, ['MZ-1', 'MZ-2', 'MZ-3']));
	expect(Y.encodeStateVector(doc)).toEqual(unchanged);
});

function signed(changes: Partial<ReleaseRecord>): SignedRelease {
	return { text: JSON.stringify(recordOf(content, changes)), key: HASH, signature: 'A'.repeat(86) };
}

test('C8 numbers never go down in a lineage, and one number is one text', () => {
	const shown = signed({ number: 3 });
	expect(successionFault(null, signed({ number: 1 }))).toBeNull();
	expect(successionFault(shown, signed({ number: 4 }))).toBeNull();
	expect(successionFault(shown, shown)).toBeNull();
	expect(successionFault(shown, signed({ number: 2, at: 9000 }))).toBe('older-release');
	expect(successionFault(shown, signed({ number: 3, at: 1001 }))).toBe('other-release');
});

test('C8 another lineage is taken only when its date is later', () => {
	const shown = signed({ number: 9, at: 5000 });
	expect(successionFault(shown, signed({ lineage: 'lineage-2', at: 5001 }))).toBeNull();
	expect(successionFault(shown, signed({ lineage: 'lineage-0', at: 4000 }))).toBe('older-release');
});

test('C7 a release for later apps leaves what is shown', () => {
	expect(successionFault(null, signed({ oldestApp: '0.10.0' }))).toBe('app-too-old');
	expect(successionFault(null, signed({ oldestApp: '0.0.9' }))).toBeNull();
});

test('C9 releases are taken from the root and from whoever is or was an admin', () => {
	const term = { unit: '532822', from: 1, until: null, since: 1, ended: null, planned: null };
	const directory: DirectoryState = {
		county: { id: '532822', name: '勐海县' },
		root: 'root-key',
		pos: 9,
		receiptKeys: [],
		units: {},
		windows: {},
		clerks: {},
		roles: [
			{ ...term, clerk: 'now', role: 'admin' },
			{ ...term, clerk: 'before', role: 'admin', until: 8 },
			{ ...term, clerk: 'window', role: 'window' }
		],
		invites: {},
		devices: {},
		keys: Object.fromEntries(
			['now', 'before', 'window'].map((clerk) => [
				`${clerk}-key`,
				{ key: `${clerk}-key`, clerk, device: 'device-1', from: 1 }
			])
		),
		written: {},
		setAside: []
	};
	expect([...adminKeysOf(directory)].sort()).toEqual(['before-key', 'now-key', 'root-key']);
});
