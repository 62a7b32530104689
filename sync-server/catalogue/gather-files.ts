import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CatalogueContent, GuideFile, GuideFileKind } from '../../src/lib/domain/catalogue.ts';
import { MOST_FILE_BYTES, MOST_FILES_BYTES } from '../../src/lib/domain/guide-files.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import type { NamedFile } from './read-content.ts';

/** What is wrong with a file that a guide names. */
export type FileFault = 'file-missing' | 'file-outside' | 'file-too-large' | 'file-kind' | 'files-too-large';

/** Bytes of guides' files by their hash. */
export type FileBytes = ReadonlyMap<string, { kind: GuideFileKind; bytes: Uint8Array }>;

export type Gathered =
	| { ok: true; content: CatalogueContent; files: FileBytes }
	/** `named`: the first that cannot be published. */
	| { ok: false; code: FileFault; named: NamedFile };

/** The first bytes of each kind, whatever a file's name says. */
const SIGNS: Record<GuideFileKind, number[]> = {
	pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
	jpg: [0xff, 0xd8, 0xff],
	png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
};

/** Reads the blank forms and samples that guides name, from the folder where the list of them lies. */
export async function gatherFiles(
	content: CatalogueContent,
	named: readonly NamedFile[],
	folder: string
): Promise<Gathered> {
	const files = new Map<string, { kind: GuideFileKind; bytes: Uint8Array }>();
	const given = new Map<string, Partial<Record<NamedFile['use'], GuideFile>>>();
	let size = 0;
	for (const one of named) {
		const read = await readGuideFile(folder, one.path);
		if (typeof read === 'string') return { ok: false, code: read, named: one };
		const hash = toBase64Url(sha256(read.bytes));
		if (!files.has(hash)) size += read.bytes.length;
		if (size > MOST_FILES_BYTES) return { ok: false, code: 'files-too-large', named: one };
		files.set(hash, read);
		const name = basename(one.path, extname(one.path)).normalize('NFC');
		const file = { sha256: hash, name, kind: read.kind, bytes: read.bytes.length };
		const place = `${one.item} ${one.material}`;
		given.set(place, { ...given.get(place), [one.use]: file });
	}
	const implementations = content.implementations.map((item) => ({
		...item,
		materials: item.materials.map((material) => ({
			...material,
			...given.get(`${item.code} ${material.key}`)
		}))
	}));
	return { ok: true, content: { ...content, implementations }, files };
}

async function readGuideFile(
	folder: string,
	path: string
): Promise<{ kind: GuideFileKind; bytes: Uint8Array } | FileFault> {
	const place = await realpath(join(folder, path)).catch(() => null);
	if (place === null) return 'file-missing';
	// A list from elsewhere must not publish this machine's other files.
	if (!place.startsWith((await realpath(folder)) + sep)) return 'file-outside';
	const about = await stat(place);
	if (!about.isFile()) return 'file-missing';
	if (about.size > MOST_FILE_BYTES) return 'file-too-large';
	const bytes = new Uint8Array(await readFile(place));
	const kind = (['pdf', 'jpg', 'png'] as const).find((each) =>
		SIGNS[each].every((byte, at) => bytes[at] === byte)
	);
	return kind === undefined ? 'file-kind' : { kind, bytes };
}
