import { readCheckpoint } from '../../src/lib/changes/checkpoint.ts';
import { hashUpTo } from '../log/county-log.ts';
import { readEntry, type LogEntry } from '../log/entry.ts';
import { growTree, leafHash } from '../log/tree.ts';
import type { Reading, Row } from '../storage/read-sqlite.ts';
import type { Finding, FindingCode } from './finding.ts';

export type LogRead = {
	entries: LogEntry[];
	/** Base64, of all entries. */
	root: string;
	/** The same of the first `size` entries; null when there are not as many. */
	rootAt(size: number): string | null;
	/** The checkpoint's text; null when there is none. */
	note: string | null;
	findings: Finding[];
};

/** Whether the log's rows are those whose root the checkpoint names. Who signed it comes later. */
export function verifyLog(reading: Reading): LogRead {
	const heads = [...reading.rows('SELECT only, size, frontier, upto, note FROM checkpoint')];
	const [head = null] = heads;
	const signed = head && readCheckpoint(String(head['note']));
	const read = readRows(reading, signed?.size === head?.['size'] ? (signed?.size ?? Infinity) : Infinity);
	const { texts, tree, upto } = read;
	const root = tree.root().toString('base64');
	const reckoned = { only: 1, size: tree.size, upto, frontier: tree.frontier() };
	const finding = read.finding ?? headFinding(heads, reckoned, root);
	return {
		entries: read.entries,
		root,
		rootAt: (size) => (size > texts.length ? null : rootOf(texts.slice(0, size))),
		note: head && String(head['note']),
		findings: finding ? [finding] : []
	};
}

/** The rows up to the first that is wrong: what comes after it differs because of it. */
function readRows(reading: Reading, size: number) {
	const entries: LogEntry[] = [];
	const texts: string[] = [];
	const tree = growTree(null);
	let upto = '';
	const upToHere = (finding: Finding | null) => ({ entries, texts, tree, upto, finding });
	const wrong = (row: unknown, code: FindingCode) => upToHere({ table: 'log', row: String(row), code });
	for (const row of reading.rows('SELECT leaf, entry, upto FROM log ORDER BY leaf')) {
		const place = texts.length;
		if (Number(row['leaf']) < place || place >= size) return wrong(row['leaf'], 'added');
		if (row['leaf'] !== place) return wrong(place, 'removed');
		const text = String(row['entry']);
		const leaf = leafHash(text);
		upto = hashUpTo(upto, leaf);
		if (row['upto'] !== upto) return wrong(place, 'altered-or-moved');
		const entry = readEntry(text);
		if (!entry) return wrong(place, 'unreadable');
		tree.append(leaf);
		texts.push(text);
		entries.push(entry);
	}
	return upToHere(size > texts.length && size < Infinity ? removedAt(texts.length) : null);
}

function removedAt(place: number): Finding {
	return { table: 'log', row: String(place), code: 'removed' };
}

function headFinding(heads: Row[], reckoned: Record<string, unknown>, root: string): Finding | null {
	const [head, second] = heads;
	const wrong = (row: Row | undefined, code: FindingCode, column?: string): Finding => ({
		table: 'checkpoint',
		row: String(row?.['only'] ?? 1),
		code,
		...(column === undefined ? {} : { column })
	});
	if (second) return wrong(second, 'added');
	if (!head) return reckoned['size'] === 0 ? null : wrong(head, 'removed');
	const column = Object.keys(reckoned).find((name) => head[name] !== reckoned[name]);
	if (column !== undefined) return wrong(head, 'altered', column);
	const signed = readCheckpoint(String(head['note']));
	if (!signed) return wrong(head, 'unreadable', 'note');
	if (signed.size !== reckoned['size']) return wrong(head, 'altered', 'note');
	return signed.root === root ? null : wrong(head, 'root-differs', 'note');
}

function rootOf(texts: string[]): string {
	const tree = growTree(null);
	for (const text of texts) tree.append(leafHash(text));
	return tree.root().toString('base64');
}
