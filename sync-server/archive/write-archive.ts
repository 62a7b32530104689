import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readChange } from '../../src/lib/changes/change.ts';
import { readCheckpoint } from '../../src/lib/changes/checkpoint.ts';
import { noteBytes, writeNote } from '../../src/lib/changes/signed-note.ts';
import type { Signer } from '../../src/lib/platform/ed25519.ts';
import { readEntry } from '../log/entry.ts';
import { inclusionProof } from '../log/inclusion.ts';
import { leafHash } from '../log/tree.ts';
import { photographFolder } from '../photograph-folder.ts';
import { readSqlite, type Reading } from '../storage/read-sqlite.ts';
import {
	headLine,
	manifestName,
	manifestText,
	noteText,
	rowText,
	type ArchiveRow,
	type ChangeRow
} from './archive-file.ts';

export type Archived =
	{ ok: true; text: string; changes: number; photographs: number } | { ok: false; code: 'no-case' };

/** One case of the county in `dataDir`, by its number, as a file that proves itself. Throws where the folder is no county's. */
export async function writeArchive(dataDir: string, number: string, signer: Signer): Promise<Archived> {
	const reading = readSqlite(join(dataDir, 'county.sqlite'));
	try {
		const [found] = reading.rows(
			`SELECT doc FROM states WHERE doc > 'case/' AND doc < 'case0' AND json_extract(state, '$.number') = ?`,
			number
		);
		const note = String([...reading.rows('SELECT note FROM checkpoint')][0]?.['note'] ?? '');
		const signed = readCheckpoint(note);
		if (!found || !signed) return { ok: false, code: 'no-case' };
		const doc = String(found['doc']);
		const { county } = signed;
		const rows: ArchiveRow[] = changeRows(reading, [`directory/${county}`, doc], signed.size);
		const changes = rows.length;
		rows.push(...(await photographRows(dataDir, rows)));
		const texts = rows.map(rowText);
		const text = manifestText(county, doc, texts);
		const manifest = writeNote(text, manifestName(county), signer.key, await signer.sign(noteBytes(text)));
		const lines = [
			headLine(county, doc),
			...texts,
			noteText('manifest', manifest),
			noteText('checkpoint', note)
		];
		return { ok: true, text: `${lines.join('\n')}\n`, changes, photographs: rows.length - changes };
	} finally {
		reading.close();
	}
}

/** All of these documents that has a place, in the order of the log. */
function changeRows(reading: Reading, docs: string[], size: number): ChangeRow[] {
	const entries = [...reading.rows('SELECT entry FROM log WHERE leaf < ? ORDER BY leaf', size)].map((row) =>
		String(row['entry'])
	);
	const leaves = entries.map(leafHash);
	const lines = new Map<string, { doc: string; line: string }>();
	for (const doc of docs) {
		for (const row of reading.rows('SELECT id, line FROM changes WHERE doc = ? AND pos IS NOT NULL', doc)) {
			lines.set(String(row['id']), { doc, line: String(row['line']) });
		}
	}
	return entries.flatMap((text, leaf): ChangeRow[] => {
		const entry = readEntry(text);
		const change = entry?.is === 'receipt' ? lines.get(entry.receipt.id) : undefined;
		if (!change) return [];
		const is = change.doc.startsWith('case/') ? 'change' : 'directory';
		return [{ is, leaf, proof: inclusionProof(leaves, leaf), entry: text, line: change.line }];
	});
}

/** Those that the case attaches and that have come to the county. */
async function photographRows(dataDir: string, rows: ArchiveRow[]): Promise<ArchiveRow[]> {
	const folder = await photographFolder(dataDir);
	const found: ArchiveRow[] = [];
	const hashes = new Set(rows.flatMap((row) => (row.is === 'change' ? attachedBy(row.line) : [])));
	for (const hash of hashes) {
		const file = await folder.find(hash);
		if (file !== null) found.push({ is: 'photograph', hash, bytes: await readFile(file) });
	}
	return found;
}

function attachedBy(line: string): string[] {
	const read = readChange(line);
	const listed = read.ok ? read.change.body?.action['photographs'] : undefined;
	if (!Array.isArray(listed)) return [];
	return (listed as { hash?: unknown }[]).flatMap(({ hash }) => (typeof hash === 'string' ? [hash] : []));
}
