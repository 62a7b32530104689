import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import {
	readBundles,
	readItems,
	releaseText,
	tablesOf,
	writeContent,
	writeRelease
} from '../../src/lib/documents/catalogue/document.ts';
import { CATALOGUE_APP, releaseBytes } from '../../src/lib/documents/catalogue/release.ts';
import type { CatalogueContent, ReleaseRecord, SignedRelease } from '../../src/lib/domain/catalogue.ts';
import { basicVersion } from '../../src/lib/domain/catalogue-version.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import type { Clock } from '../../src/lib/platform/seams.ts';
import { guideFiles } from '../../src/lib/domain/guide-files.ts';
import type { FileBytes } from './gather-files.ts';
import {
	bundlesFolder,
	DOCUMENT_FILE,
	filesFolder,
	itemsFolder,
	newestRelease,
	RELEASE_FILE,
	releasesFolder,
	SNAPSHOT_BROTLI_FILE,
	SNAPSHOT_FILE,
	type ReleaseFolder
} from './release-folder.ts';

export type Publication = {
	dataDir: string;
	/** Checked before (`read-content.ts`). */
	content: CatalogueContent;
	/** Every blank form and sample that the content names. */
	files: FileBytes;
	/** A key of an admin in the directory; devices take no other's release. */
	signer: Signer;
	clock: Clock;
	/** After a restore: devices that saw later releases of the lost past begin again. */
	newLineage: boolean;
};

export type Published =
	/** `changed`: items and bundles that are new, other or gone. */
	| { ok: true; number: number; items: number; bundles: number; changed: number }
	| { ok: false; code: 'unchanged' | 'published-meanwhile' };

const compress = promisify(brotliCompress);

/**
 * Writes and signs the next release: versions first, then a folder with all that belongs to the release, which
 * one rename makes the current one. A crash before it leaves the release before.
 */
export async function publishRelease(publication: Publication): Promise<Published> {
	const { dataDir, content, files, signer, clock, newLineage } = publication;
	for (const file of guideFiles(content.implementations)) {
		if (!files.has(file.sha256)) throw new Error(`a guide names a file that nobody gave: ${file.name}`);
	}
	const previous = await newestRelease(dataDir);
	const doc = new Y.Doc();
	if (previous) Y.applyUpdate(doc, await readFile(join(previous.path, DOCUMENT_FILE)));
	writeContent(doc, content);
	const named = namesOf(doc);
	if (previous && !newLineage && sameNames(previous.record, named)) return { ok: false, code: 'unchanged' };

	const snapshot = Y.encodeStateAsUpdate(doc);
	const record: ReleaseRecord = {
		v: 1,
		lineage: previous && !newLineage ? previous.record.lineage : toBase64Url(new Uint8Array(randomBytes(12))),
		number: (previous?.record.number ?? 0) + 1,
		previous: previous && !newLineage ? hashOf(new TextEncoder().encode(previous.signed.text)) : null,
		...named,
		snapshot: hashOf(snapshot),
		oldestApp: CATALOGUE_APP,
		// Never before the release it follows, whatever this machine's clock says.
		at: Math.max(clock.now(), (previous?.record.at ?? 0) + 1)
	};
	const text = releaseText(record);
	const signature = toBase64Url(await signer.sign(releaseBytes(text)));
	const signed: SignedRelease = { text, key: signer.key, signature };
	writeRelease(doc, signed);

	if (!(await store(dataDir, record.number, { doc, snapshot, signed, files }))) {
		return { ok: false, code: 'published-meanwhile' };
	}
	if (previous) await dropBefore(dataDir, previous);
	return {
		ok: true,
		number: record.number,
		items: Object.keys(named.items).length,
		bundles: Object.keys(named.bundles).length,
		changed:
			changedCount(previous?.record.items ?? {}, named.items) +
			changedCount(previous?.record.bundles ?? {}, named.bundles)
	};
}

function changedCount(before: Record<string, string>, now: Record<string, string>): number {
	const changed = Object.entries(now).filter(([code, version]) => before[code] !== version);
	const removed = Object.keys(before).filter((code) => !(code in now));
	return changed.length + removed.length;
}

type Names = Pick<ReleaseRecord, 'items' | 'basics' | 'bundles'>;

function namesOf(doc: Y.Doc): Names {
	const { current, basic } = tablesOf(doc);
	const bundles = readBundles(doc);
	return {
		items: sorted([...current.entries()]),
		basics: sorted([...basic.entries()].map(([code, row]) => [code, basicVersion(row)])),
		bundles: sorted(bundles.map(({ version, bundle }) => [bundle.code, version]))
	};
}

function sorted(entries: [string, string][]): Record<string, string> {
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sameNames(record: ReleaseRecord, named: Names): boolean {
	const text = ({ items, basics, bundles }: Names) => JSON.stringify([items, basics, bundles]);
	return text(record) === text(named);
}

function hashOf(bytes: Uint8Array): string {
	return toBase64Url(sha256(bytes));
}

type Parts = { doc: Y.Doc; snapshot: Uint8Array; signed: SignedRelease; files: FileBytes };

/** False when another publisher was first. */
async function store(dataDir: string, number: number, parts: Parts): Promise<boolean> {
	const releases = releasesFolder(dataDir);
	const scratch = join(releases, `.publishing-${randomBytes(6).toString('hex')}`);
	await mkdir(scratch, { recursive: true });
	try {
		const files = [...parts.files].map(([hash, { kind, bytes }]) => [`${hash}.${kind}`, bytes] as const);
		await storeVersions(scratch, filesFolder(dataDir), files);
		await storeVersions(scratch, itemsFolder(dataDir), readItems(parts.doc).map(versionFile));
		await storeVersions(scratch, bundlesFolder(dataDir), readBundles(parts.doc).map(versionFile));
		const brotli = await compress(parts.snapshot, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
		await writeDurably(join(scratch, SNAPSHOT_FILE), parts.snapshot);
		await writeDurably(join(scratch, SNAPSHOT_BROTLI_FILE), brotli);
		await writeDurably(join(scratch, DOCUMENT_FILE), Y.encodeStateAsUpdate(parts.doc));
		await writeDurably(join(scratch, RELEASE_FILE), JSON.stringify(parts.signed));
		await syncFolder(scratch);
		await rename(scratch, join(releases, String(number)));
		await syncFolder(releases);
		return true;
	} catch (error) {
		await rm(scratch, { recursive: true, force: true });
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
		throw error;
	}
}

type NamedContent = readonly [name: string, content: string | Uint8Array];

function versionFile(row: { version: string }): NamedContent {
	return [`${row.version}.json`, JSON.stringify(row)];
}

async function storeVersions(scratch: string, folder: string, versions: NamedContent[]): Promise<void> {
	await mkdir(folder, { recursive: true });
	await Promise.all(
		versions.map(async ([name, content]) => {
			await writeDurably(join(scratch, name), content);
			await rename(join(scratch, name), join(folder, name));
		})
	);
	await syncFolder(folder);
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
	const file = await open(path, 'w');
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

/** A device may still be fetching the release before this one; what is older keeps only its signed record. */
async function dropBefore(dataDir: string, kept: ReleaseFolder): Promise<void> {
	const folder = join(releasesFolder(dataDir), String(kept.record.number - 1));
	await Promise.all(
		[SNAPSHOT_FILE, SNAPSHOT_BROTLI_FILE, DOCUMENT_FILE].map((file) =>
			rm(join(folder, file), { force: true })
		)
	);
}
