import {
	isSigned,
	readChange,
	type ChangeFault,
	type ChangeId,
	type Read
} from '../../src/lib/changes/change.ts';
import type { LogEntry } from '../log/entry.ts';
import type { Reading, Row } from '../storage/read-sqlite.ts';
import type { Finding, FindingCode } from './finding.ts';

/** Where the log says that a change lies, and what it says of the row's columns. */
type Told = { table: string; row: string; columns: Record<string, unknown> };

/** Signatures that are checked at once. */
const AT_ONCE = 200;

const TABLES = [
	{
		table: 'changes',
		key: 'id',
		query: 'SELECT id, doc, device, seq, line, epoch, pos, time, standing FROM changes ORDER BY rowid'
	},
	{
		table: 'refusals',
		key: 'place',
		query: 'SELECT place, id, device, seq, line, code FROM refusals ORDER BY place'
	}
];

const codes: Record<ChangeFault, FindingCode> = {
	malformed: 'unreadable',
	'too-large': 'unreadable',
	'unknown-version': 'unreadable',
	'wrong-body': 'wrong-body',
	'wrong-signature': 'wrong-signature'
};

/**
 * Whether every row of changes and refusals is what its author signed and what the log tells of it, and whether every
 * change that the log tells of is there.
 */
export async function verifyLines(reading: Reading, entries: LogEntry[]): Promise<Finding[]> {
	const told = toldIn(entries);
	const here = new Set<ChangeId>();
	const findings: Finding[] = [];
	for (const { table, key, query } of TABLES) {
		for (const rows of inGroups(reading.rows(query))) {
			const reads = rows.map((row) => ({ row, read: readChange(String(row['line'])) }));
			const faults = await Promise.all(reads.map((one) => faultOf(one, table, told)));
			for (const [i, { row, read }] of reads.entries()) {
				// By the line too: a row whose id was altered is not missing under the id that it had.
				const ids = [String(row['id']), read.ok ? read.change.id : ''];
				for (const id of ids) if (told.get(id)?.table === table) here.add(id);
				const fault = faults[i];
				if (fault) findings.push({ table, row: String(row[key]), ...fault });
			}
		}
	}
	for (const [id, { table, row }] of told) {
		if (!here.has(id)) findings.push({ table, row, code: 'removed' });
	}
	return findings;
}

function toldIn(entries: LogEntry[]): Map<ChangeId, Told> {
	const told = new Map<ChangeId, Told>();
	let place = 0;
	for (const entry of entries) {
		if (entry.is === 'receipt') {
			const { id, epoch, pos, time, standing } = entry.receipt;
			told.set(id, { table: 'changes', row: id, columns: { epoch, pos, time, standing } });
		} else if (entry.is === 'waiting') {
			const columns = { epoch: null, pos: null, time: null, standing: null };
			told.set(entry.id, { table: 'changes', row: entry.id, columns });
		} else if (entry.is === 'refusal') {
			const columns = { place: ++place, code: entry.code };
			told.set(entry.id, { table: 'refusals', row: String(place), columns });
		}
	}
	return told;
}

async function faultOf(
	{ row, read }: { row: Row; read: Read },
	table: string,
	told: Map<ChangeId, Told>
): Promise<Pick<Finding, 'code' | 'column'> | null> {
	if (!read.ok) return { code: codes[read.fault], column: 'line' };
	const { change } = read;
	if (change.id !== row['id']) return { code: 'wrong-id', column: 'id' };
	if (!(await isSigned(change))) return { code: 'wrong-signature', column: 'line' };
	if (!change.body) return { code: 'body-missing', column: 'line' };
	const here = told.get(change.id);
	if (here?.table !== table) return { code: 'not-in-log' };
	const { doc, device, seq } = change.envelope;
	const expected = { ...(table === 'changes' ? { doc } : {}), device, seq, ...here.columns };
	const column = Object.entries(expected).find(([name, value]) => row[name] !== value)?.[0];
	return column === undefined ? null : { code: 'altered', column };
}

function* inGroups(rows: Iterable<Row>): Iterable<Row[]> {
	let group: Row[] = [];
	for (const row of rows) {
		group.push(row);
		if (group.length < AT_ONCE) continue;
		yield group;
		group = [];
	}
	yield group;
}
