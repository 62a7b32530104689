import { hash } from 'node:crypto';
import { isSigned, readChange, type Change } from '../../src/lib/changes/change.ts';
import { readCheckpoint, verifyCheckpoint } from '../../src/lib/changes/checkpoint.ts';
import { inOrder, type Placed } from '../../src/lib/changes/order.ts';
import type { Receipt } from '../../src/lib/changes/receipt.ts';
import { isNoteSignedBy, readNote } from '../../src/lib/changes/signed-note.ts';
import { advanceDirectory, startDirectory } from '../../src/lib/documents/directory/fold.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { deedOf } from '../../src/lib/record/deed-of.ts';
import { keyFault } from '../gate.ts';
import { readEntry } from '../log/entry.ts';
import { rootByProof } from '../log/inclusion.ts';
import { leafHash } from '../log/tree.ts';
import type { Finding, FindingCode } from '../verify/finding.ts';
import { manifestName, rowHash, type Archive, type ArchiveRow, type ChangeRow } from './archive-file.ts';

export type ArchiveReport = {
	whole: boolean;
	county: string;
	rootKey: string | null;
	doc: string;
	changes: number;
	photographs: number;
	/** Rows are counted from 1, without the head. */
	findings: Finding[];
};

type ReadChange = { row: number; of: ChangeRow; change: Change; receipt: Receipt };

/**
 * Proves an archive by itself: each change is what its author signed, stands in the county's log at the place that its
 * receipt tells, and none is missing that the county put into the file.
 */
export async function verifyArchive({
	county,
	doc,
	rows,
	manifest,
	checkpoint
}: Archive): Promise<ArchiveReport> {
	const findings: Finding[] = [];
	const found = (row: number | string, code: FindingCode, table = 'archive') =>
		void findings.push({ table, row: String(row), code });
	const first = againstManifest(
		rows.map(({ text }) => text),
		manifest,
		doc
	);
	if (first) found(first.row, first.code);

	const changes: ReadChange[] = [];
	for (const [i, { row }] of rows.entries()) {
		const read = await readRow(i + 1, row);
		if (typeof read === 'string') found(i + 1, read);
		else if (read) changes.push(read);
	}
	const directory = foldDirectory(changes.filter(({ of }) => of.is === 'directory'));
	if (directory.county?.id !== county) found(1, 'other-county');
	for (const { row, of, change } of changes) {
		const isRight = change.envelope.doc === (of.is === 'change' ? doc : `directory/${county}`);
		if (!isRight || keyFault(change, directory) !== null) found(row, 'foreign-key');
	}

	const keys = new Set(directory.receiptKeys.map(({ key }) => key));
	if (!(await isSignedByAny(manifest, manifestName(county), keys))) found(1, 'other-key', 'manifest');
	const root = checkpoint === null ? null : readCheckpoint(checkpoint);
	if (!root || checkpoint === null || !(await verifyCheckpoint(checkpoint, keys)))
		found(1, 'other-key', 'checkpoint');
	else {
		for (const { row, of } of changes) {
			const proven = rootByProof(leafHash(of.entry), of.leaf, root.size, of.proof);
			if (proven?.toString('base64') !== root.root) found(row, 'not-in-log');
		}
	}
	return {
		whole: findings.length === 0,
		county,
		rootKey: directory.root,
		doc,
		changes: changes.filter(({ of }) => of.is === 'change').length,
		photographs: rows.filter(({ row }) => row?.is === 'photograph').length,
		findings
	};
}

/** The first row that is not the one that the county put there. */
function againstManifest(
	texts: string[],
	manifest: string | null,
	doc: string
): { row: number; code: FindingCode } | null {
	const [, of, ...hashes] =
		(manifest === null ? null : readNote(manifest))?.text.slice(0, -1).split('\n') ?? [];
	if (of !== doc) return { row: 1, code: 'other-key' };
	for (let i = 0; i < Math.max(texts.length, hashes.length); i++) {
		const text = texts[i];
		const expected = hashes[i];
		if (text === undefined) return { row: i + 1, code: 'removed' };
		if (expected === undefined) return { row: i + 1, code: 'added' };
		const here = rowHash(text);
		if (here === expected) continue;
		if (here === hashes[i + 1] && texts.length < hashes.length) return { row: i + 1, code: 'removed' };
		return { row: i + 1, code: hashes.includes(here) ? 'altered-or-moved' : 'altered' };
	}
	return null;
}

/** Null for a photograph that is whole. */
async function readRow(row: number, of: ArchiveRow | null): Promise<ReadChange | FindingCode | null> {
	if (!of) return 'unreadable';
	if (of.is === 'photograph') {
		return hash('sha256', of.bytes, 'base64url') === of.hash ? null : 'wrong-hash';
	}
	const read = readChange(of.line);
	const entry = readEntry(of.entry);
	if (!read.ok || entry?.is !== 'receipt') return 'unreadable';
	if (read.change.id !== entry.receipt.id) return 'wrong-id';
	if (!(await isSigned(read.change))) return 'wrong-signature';
	if (!read.change.body) return 'body-missing';
	return { row, of, change: read.change, receipt: entry.receipt };
}

function foldDirectory(changes: ReadChange[]): DirectoryState {
	const placed: Placed[] = changes.map(({ change, receipt }) => ({ change, receipt }));
	return inOrder(placed).reduce(
		(state, one) => advanceDirectory(state, deedOf(one, state)),
		startDirectory()
	);
}

async function isSignedByAny(note: string | null, name: string, keys: Iterable<string>): Promise<boolean> {
	const signed = note === null ? null : readNote(note);
	if (!signed) return false;
	for (const key of keys) if (await isNoteSignedBy(signed, name, key)) return true;
	return false;
}
