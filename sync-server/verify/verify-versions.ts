import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CatalogueBundle, CatalogueItem } from '../../src/lib/domain/catalogue.ts';
import { basicVersion, bundleVersion, itemVersion } from '../../src/lib/domain/catalogue-version.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { bundlesFolder, filesFolder, itemsFolder } from '../catalogue/release-folder.ts';
import type { Finding } from './finding.ts';

/** Names of files without `.json`, and of guides' files as they are. */
export type Named = { items: Set<string>; bundles: Set<string>; files: Set<string> };

/**
 * Whether every file is what its name says, and none that is named is missing. One that nothing names was left by a
 * publication that broke off.
 */
export async function verifyVersions(dataDir: string, named: Named | null): Promise<Finding[]> {
	const json = (names: Set<string> | undefined) => new Set(Array.from(names ?? [], (name) => `${name}.json`));
	return [
		...(await folderFindings('items', itemsFolder(dataDir), json(named?.items), isItem)),
		...(await folderFindings('bundles', bundlesFolder(dataDir), json(named?.bundles), isBundle)),
		...(await folderFindings('files', filesFolder(dataDir), named?.files ?? new Set(), isFile))
	];
}

async function folderFindings(
	table: string,
	folder: string,
	named: Set<string>,
	isRight: (name: string, bytes: Buffer) => boolean
): Promise<Finding[]> {
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const findings: Finding[] = [];
	for (const name of names.sort()) {
		if (isRight(name, await readFile(join(folder, name)))) named.delete(name);
		else findings.push({ table: 'catalogue', row: `${table}/${name}`, code: 'wrong-hash' });
	}
	const wrong = new Set(findings.map(({ row }) => row));
	const missing = [...named].map((name) => `${table}/${name}`).filter((row) => !wrong.has(row));
	return [...findings, ...missing.map((row) => ({ table: 'catalogue', row, code: 'removed' as const }))];
}

function isItem(name: string, bytes: Buffer): boolean {
	return isRow<CatalogueItem>(bytes, ({ version, basic, implementation, ...more }) => {
		const isOfName = name === `${version}.json` && itemVersion(implementation) === version;
		return isOfName && basicVersion(basic) === implementation.basic.version && isEmpty(more);
	});
}

function isBundle(name: string, bytes: Buffer): boolean {
	return isRow<CatalogueBundle>(bytes, ({ version, bundle, ...more }) => {
		return name === `${version}.json` && bundleVersion(bundle) === version && isEmpty(more);
	});
}

function isFile(name: string, bytes: Buffer): boolean {
	return name.slice(0, -'.pdf'.length) === toBase64Url(sha256(bytes));
}

/** Whether it is JSON exactly as it is written, and right; altered bytes may also be no row at all. */
function isRow<Row extends object>(bytes: Buffer, isRight: (row: Row) => boolean): boolean {
	const text = bytes.toString('utf8');
	try {
		const row = JSON.parse(text) as Row;
		return JSON.stringify(row) === text && Buffer.from(text).equals(bytes) && isRight(row);
	} catch {
		return false;
	}
}

function isEmpty(more: object): boolean {
	return Object.keys(more).length === 0;
}
