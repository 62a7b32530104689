import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { adminKeysOf } from '../../src/lib/documents/catalogue/admin-keys.ts';
import { releaseIn, tablesOf } from '../../src/lib/documents/catalogue/document.ts';
import { releaseBytes } from '../../src/lib/documents/catalogue/release.ts';
import { verifyCatalogue as verifyDocument } from '../../src/lib/documents/catalogue/verify-catalogue.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { guideFilePath, guideFiles } from '../../src/lib/domain/guide-files.ts';
import { fromBase64Url, toBase64Url } from '../../src/lib/platform/base64url.ts';
import { verifySignature } from '../../src/lib/platform/ed25519.ts';
import { hashText } from '../../src/lib/platform/hash-text.ts';
import {
	DOCUMENT_FILE,
	newestNumber,
	readReleaseFolder,
	RELEASE_FILE,
	SNAPSHOT_BROTLI_FILE,
	SNAPSHOT_FILE,
	type ReleaseFolder
} from '../catalogue/release-folder.ts';
import type { LogEntry } from '../log/entry.ts';
import type { Finding, FindingCode } from './finding.ts';
import { verifyVersions } from './verify-versions.ts';

const decompress = promisify(brotliDecompress);

/**
 * Whether the catalogue's folder has every release, each signed by an admin, following the one before and as the log
 * tells of it, with all versions and files that it names.
 */
export async function verifyCatalogue(
	dataDir: string,
	entries: LogEntry[],
	directory: DirectoryState
): Promise<{ releases: number; findings: Finding[] }> {
	const told = new Map(
		entries.flatMap((entry) => (entry.is === 'release' ? [[entry.number, entry.hash]] : []))
	);
	const releases = Math.max(await newestNumber(dataDir), ...told.keys());
	const keys = adminKeysOf(directory);
	const findings: Finding[] = [];
	let previous: ReleaseFolder | null = null;
	for (let number = 1; number <= releases; number++) {
		const row = `releases/${number}/${RELEASE_FILE}`;
		const release = await readReleaseFolder(dataDir, number).catch(faultOfReading);
		const code =
			typeof release === 'string'
				? release
				: await faultOfRelease(release, { number, previous, keys, hash: told.get(number) });
		if (code) return { releases, findings: [{ table: 'catalogue', row, code }] };
		if (typeof release === 'string') continue;
		previous = release;
		findings.push(...(await servedFindings(release, releases - number)));
	}
	findings.push(
		...(await verifyVersions(dataDir, previous === null ? null : await namedBy(dataDir, releases)))
	);
	return { releases, findings };
}

type Place = { number: number; previous: ReleaseFolder | null; keys: Set<string>; hash: string | undefined };

async function faultOfRelease({ signed, record }: ReleaseFolder, place: Place): Promise<FindingCode | null> {
	const { number, previous, keys, hash } = place;
	const signature = fromBase64Url(signed.signature);
	const isSigned = signature && (await verifySignature(signed.key, releaseBytes(signed.text), signature));
	if (!isSigned) return 'wrong-signature';
	if (!keys.has(signed.key)) return 'foreign-key';
	if (hash !== undefined && hash !== hashText(signed.text)) return 'not-in-log';
	// A new lineage begins anew; within one each names the one before it.
	const isFirst = previous?.record.lineage !== record.lineage;
	const before = isFirst || !previous ? null : hashText(previous.signed.text);
	const follows = record.number === number && record.previous === before;
	return follows && (!previous || record.at > previous.record.at) ? null : 'unlawful-place';
}

/** What devices fetch of a release; of those `behind` the one before the newest only its record is kept. */
async function servedFindings({ path, record, signed }: ReleaseFolder, behind: number): Promise<Finding[]> {
	const findings: Finding[] = [];
	const look = async (file: string, isRight: (bytes: Uint8Array) => boolean | Promise<boolean>) => {
		const row = `releases/${record.number}/${file}`;
		const bytes = await readFile(join(path, file)).catch(() => null);
		if (!bytes) {
			if (behind < 2) findings.push({ table: 'catalogue', row, code: 'removed' });
		} else if (!(await isRight(bytes))) findings.push({ table: 'catalogue', row, code: 'wrong-hash' });
	};
	await look(SNAPSHOT_FILE, (bytes) => hashOf(bytes) === record.snapshot);
	await look(SNAPSHOT_BROTLI_FILE, (bytes) =>
		decompress(bytes).then(
			(snapshot) => hashOf(snapshot) === record.snapshot,
			() => false
		)
	);
	await look(DOCUMENT_FILE, (bytes) => {
		const doc = readDocument(bytes);
		if (!doc) return false;
		const named = releaseIn(doc);
		const isOne =
			named?.text === signed.text && named.signature === signed.signature && named.key === signed.key;
		return isOne && verifyDocument(doc, record) === null;
	});
	return findings;
}

/** Every version that a release ever named, and every file that a guide of the newest names. */
async function namedBy(dataDir: string, releases: number) {
	const items = new Set<string>();
	const bundles = new Set<string>();
	for (let number = 1; number <= releases; number++) {
		const { record } = await readReleaseFolder(dataDir, number);
		for (const version of Object.values(record.items)) items.add(version);
		for (const version of Object.values(record.bundles)) bundles.add(version);
	}
	const newest = await readReleaseFolder(dataDir, releases);
	const doc = readDocument(await readFile(join(newest.path, DOCUMENT_FILE)).catch(() => new Uint8Array()));
	const guides = doc ? guideFiles([...tablesOf(doc).items.values()]) : [];
	return {
		items,
		bundles,
		files: new Set(guides.map((file) => guideFilePath(file).split('/').at(-1) ?? ''))
	};
}

/** Null when it is no Yjs document. It is the county's own, of a bounded size. */
function readDocument(bytes: Uint8Array): Y.Doc | null {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, bytes);
		return doc;
	} catch {
		return null;
	}
}

function faultOfReading(error: NodeJS.ErrnoException): FindingCode {
	return error.code === 'ENOENT' ? 'removed' : 'unreadable';
}

function hashOf(bytes: Uint8Array): string {
	return toBase64Url(sha256(bytes));
}
