import { hash } from 'node:crypto';
import type { Hash } from '../log/tree.ts';

/**
 * An archive (档案): one case with all that proves it, in one text file. Its lines are: a head, `directory` and `change`
 * rows in the order of their places, `photograph` rows, the `manifest` and the `checkpoint`.
 */
export const ARCHIVE = 'yizhan-archive 1';

/** A change with its receipt's place in the county's log, and the hashes beside its way to the log's root. */
export type ChangeRow = {
	is: 'directory' | 'change';
	leaf: number;
	proof: Hash[];
	entry: string;
	line: string;
};
/** Ciphertext, as it lies at the county; the key is in the change that attaches it. */
export type PhotographRow = { is: 'photograph'; hash: string; bytes: Buffer };
export type ArchiveRow = ChangeRow | PhotographRow;

export type Archive = {
	county: string;
	doc: string;
	/** As they stand in the file, for the manifest; `row` null for one that is none of these. */
	rows: { text: string; row: ArchiveRow | null }[];
	/** Signed notes; null where there is none. */
	manifest: string | null;
	checkpoint: string | null;
};

const HASH_BYTES = 32;

export function headLine(county: string, doc: string): string {
	return `${ARCHIVE} ${county} ${doc}`;
}

export function rowText(row: ArchiveRow): string {
	if (row.is === 'photograph') return ['photograph', row.hash, row.bytes.toString('base64')].join('\t');
	const proof = Buffer.concat(row.proof).toString('base64');
	return [row.is, row.leaf, proof, row.entry, row.line].join('\t');
}

/** A note has several lines, so it stands as a JSON string. */
export function noteText(is: 'manifest' | 'checkpoint', note: string): string {
	return [is, JSON.stringify(note)].join('\t');
}

/** What the receipt key signs of an archive: which case, and the hash of each row in its order. */
export function manifestText(county: string, doc: string, rows: readonly string[]): string {
	return [manifestName(county), doc, ...rows.map(rowHash), ''].join('\n');
}

export function manifestName(county: string): string {
	return `yizhan-archive/${county}`;
}

export function rowHash(text: string): string {
	return hash('sha256', text, 'base64url');
}

/** Null for a file that is no archive. */
export function readArchive(text: string): Archive | null {
	const [head = '', ...lines] = text.split('\n');
	const [, county, doc] = /^yizhan-archive 1 (\d{6}) (case\/[0-9A-Za-z]+)$/.exec(head) ?? [];
	if (county === undefined || doc === undefined) return null;
	const archive: Archive = { county, doc, rows: [], manifest: null, checkpoint: null };
	for (const line of lines) {
		const [is, value = ''] = line.split('\t', 2);
		if (line === '') continue;
		if (is === 'manifest' || is === 'checkpoint') archive[is] = readNoteText(value);
		else archive.rows.push({ text: line, row: readRow(line) });
	}
	return archive;
}

function readNoteText(value: string): string | null {
	try {
		const note: unknown = JSON.parse(value);
		return typeof note === 'string' ? note : null;
	} catch {
		return null;
	}
}

function readRow(text: string): ArchiveRow | null {
	const [is, first = '', second = '', entry = '', ...line] = text.split('\t');
	const bytes = Buffer.from(second, 'base64');
	if (is === 'photograph') return { is, hash: first, bytes };
	if (is !== 'directory' && is !== 'change') return null;
	if (!/^\d{1,15}$/.test(first) || bytes.length % HASH_BYTES !== 0) return null;
	const proof = Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
		bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)
	);
	return { is, leaf: Number(first), proof, entry, line: line.join('\t') };
}
