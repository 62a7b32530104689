import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSignedRelease, readRelease } from '../../src/lib/documents/catalogue/release.ts';
import type { ReleaseRecord, SignedRelease } from '../../src/lib/domain/catalogue.ts';

/**
 * `catalogue/releases/<number>/` holds what belongs to one release and comes into being by one rename, so the
 * highest number is the current release; `catalogue/items/<version>.json`, `catalogue/bundles/<version>.json` and
 * `catalogue/files/<sha256>.<kind>` hold every version ever published.
 */
export type ReleaseFolder = { signed: SignedRelease; record: ReleaseRecord; path: string };

export const RELEASE_FILE = 'release.json';
/** The Yjs document as the room serves it: tables and signed release. */
export const DOCUMENT_FILE = 'document.yjs';
/** The same without this release's own record, whose text has the snapshot's hash in it. */
export const SNAPSHOT_FILE = 'snapshot.yjs';
export const SNAPSHOT_BROTLI_FILE = 'snapshot.yjs.br';

export function releasesFolder(dataDir: string): string {
	return join(dataDir, 'catalogue', 'releases');
}

export function itemsFolder(dataDir: string): string {
	return join(dataDir, 'catalogue', 'items');
}

export function bundlesFolder(dataDir: string): string {
	return join(dataDir, 'catalogue', 'bundles');
}

/** Blank forms and samples: what guides name by hash. */
export function filesFolder(dataDir: string): string {
	return join(dataDir, 'catalogue', 'files');
}

/** Null before the first release. Throws when the folder is there and cannot be read as one. */
export async function newestRelease(dataDir: string): Promise<ReleaseFolder | null> {
	const number = await newestNumber(dataDir);
	return number === 0 ? null : readReleaseFolder(dataDir, number);
}

/** 0 before the first release. */
export async function newestNumber(dataDir: string): Promise<number> {
	const names = await readdir(releasesFolder(dataDir)).catch(emptyWhenMissing);
	return Math.max(0, ...names.filter((name) => /^[1-9]\d*$/.test(name)).map(Number));
}

export async function readReleaseFolder(dataDir: string, number: number): Promise<ReleaseFolder> {
	const path = join(releasesFolder(dataDir), String(number));
	const signed = JSON.parse(await readFile(join(path, RELEASE_FILE), 'utf8')) as unknown;
	const record = isSignedRelease(signed) ? readRelease(signed.text) : null;
	if (!isSignedRelease(signed) || !record) throw new Error(`not a release: ${path}`);
	return { signed, record, path };
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string[] {
	if (error.code === 'ENOENT') return [];
	throw error;
}
