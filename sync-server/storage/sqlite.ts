import { readFileSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Receipt, Standing } from '../../src/lib/changes/receipt.ts';
import type { RefusalCode } from '../../src/lib/protocol/messages.ts';
import { RESTORES } from './storage.ts';
import type {
	Commit,
	Contact,
	DocumentState,
	LogExtension,
	LogHead,
	Restore,
	Storage,
	StoredChange,
	StoredRefusal
} from './storage.ts';

type Row = Record<string, SQLOutputValue>;

const SCHEMA = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');
const CHANGE = 'changes.id, doc, device, seq, line, epoch, pos, time, standing';
/**
 * Raised by one with every change of the tables; a database of a later version is not opened. Version 1 had no log:
 * the county that opens such a one begins it (`log/log-what-was-before.ts`).
 */
export const SCHEMA_VERSION = 2;

const FIRST_EPOCH = 1;

/** The county's disk in one SQLite file (`:memory:` for none). A commit that has returned survives power loss. */
export function openSqlite(path: string): Storage {
	const db = new DatabaseSync(path);
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
	const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
	if (version > SCHEMA_VERSION) {
		db.close();
		throw new Error(`${path} has tables of version ${version}; this server knows ${SCHEMA_VERSION}`);
	}
	return storageOn(db);
}

/** The same in a database that is open already, whose tables are made where they are missing. */
export function storageOn(db: DatabaseSync): Storage {
	db.exec(SCHEMA);
	db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);

	const insertChange = db.prepare(
		'INSERT INTO changes (id, doc, device, seq, line, epoch, pos, time, standing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
	);
	const settleChange = db.prepare(
		'UPDATE changes SET epoch = ?, pos = ?, time = ?, standing = ? WHERE id = ? AND pos IS NULL'
	);
	const removeWaiting = db.prepare('DELETE FROM changes WHERE id = ? AND pos IS NULL');
	const insertRefusal = db.prepare(
		'INSERT INTO refusals (id, device, seq, code, line) VALUES (?, ?, ?, ?, ?)'
	);
	const putState = db.prepare('INSERT OR REPLACE INTO states (doc, pos, state, readers) VALUES (?, ?, ?, ?)');
	const appendFeed = db.prepare('INSERT OR IGNORE INTO feeds (unit, change) VALUES (?, ?)');
	const appendLog = db.prepare('INSERT INTO log (leaf, entry, upto) VALUES (?, ?, ?)');
	const putCheckpoint = db.prepare(
		'INSERT OR REPLACE INTO checkpoint (only, size, frontier, upto, note) VALUES (1, ?, ?, ?, ?)'
	);
	const putChain = db.prepare('INSERT OR REPLACE INTO chains (device, seq, id) VALUES (?, ?, ?)');

	const newest = db.prepare(
		'SELECT pos, time FROM changes WHERE pos IS NOT NULL ORDER BY epoch DESC, pos DESC LIMIT 1'
	);
	const changeById = db.prepare(`SELECT ${CHANGE} FROM changes WHERE id = ?`);
	const refusalById = db.prepare('SELECT id, device, seq, code, line FROM refusals WHERE id = ?');
	const changeAtSeq = db.prepare('SELECT id FROM changes WHERE device = ? AND seq = ?');
	const refusalAtSeq = db.prepare(
		'SELECT id FROM refusals WHERE device = ? AND seq = ? ORDER BY place LIMIT 1'
	);
	const lastSeq = db.prepare(
		`SELECT max(ifnull((SELECT max(seq) FROM changes WHERE device = ?1), 0),
		            ifnull((SELECT max(seq) FROM refusals WHERE device = ?1), 0)) AS seq`
	);
	const chain = db.prepare('SELECT seq, id FROM chains WHERE device = ?');
	const changesOf = db.prepare(
		`SELECT ${CHANGE} FROM changes WHERE doc = ? ORDER BY pos IS NULL, epoch, pos, device, seq`
	);
	const waiting = db.prepare(`SELECT ${CHANGE} FROM changes WHERE pos IS NULL ORDER BY device, seq`);
	const stateOf = db.prepare('SELECT doc, pos, state, readers FROM states WHERE doc = ?');
	const statesOf = db.prepare(
		'SELECT doc, pos, state, readers FROM states WHERE doc > ? AND doc < ? ORDER BY doc'
	);
	const caseCounts = db.prepare(
		`SELECT json_extract(state, '$.stage') AS stage,
		        ifnull(json_extract(state, '$.holder'), json_extract(state, '$.origin')) AS unit,
		        count(*) AS cases
		 FROM states INDEXED BY cases_counted WHERE doc > 'case/' AND doc < 'case0' GROUP BY 1, 2`
	);
	const feed = db.prepare(
		`SELECT cursor, ${CHANGE} FROM feeds JOIN changes ON changes.id = feeds.change
		 WHERE feeds.unit = ? AND cursor > ? AND device IS NOT ? ORDER BY cursor LIMIT ?`
	);
	const feedLeft = db.prepare(
		`SELECT count(*) AS rows FROM feeds JOIN changes ON changes.id = feeds.change
		 WHERE feeds.unit IN (?, '*') AND cursor > ? AND device IS NOT ?`
	);
	const feedEnd = db.prepare('SELECT max(cursor) AS cursor FROM feeds');
	const wholeFeed = db.prepare('SELECT cursor, unit, change FROM feeds ORDER BY cursor');
	const logHead = db.prepare('SELECT size, frontier, upto, note FROM checkpoint');
	const logEntries = db.prepare('SELECT entry FROM log ORDER BY leaf');
	const releaseEntry = db.prepare(
		"SELECT entry FROM log WHERE entry GLOB 'release *' ORDER BY leaf DESC LIMIT 1"
	);
	const placed = db.prepare(`SELECT ${CHANGE} FROM changes WHERE pos IS NOT NULL ORDER BY epoch, pos`);
	const refusals = db.prepare('SELECT id, device, seq, code, line FROM refusals ORDER BY place');
	const putContact = db.prepare(
		'INSERT OR REPLACE INTO contacts (device, last_seen, cursor, release) VALUES (?, ?, ?, ?)'
	);
	const putReport = db.prepare('INSERT OR REPLACE INTO reports (device, report) VALUES (?, ?)');
	const contacts = db.prepare(
		`SELECT device, last_seen, cursor, release, report FROM contacts LEFT JOIN reports USING (device)
		 ORDER BY device`
	);
	const caseNumbers = db.prepare(
		`SELECT json_extract(state, '$.number') AS number
		 FROM states INDEXED BY cases_numbered WHERE doc > 'case/' AND doc < 'case0'
		 UNION ALL
		 SELECT json_extract(state, '$.number')
		 FROM states INDEXED BY bundles_numbered WHERE doc > 'bundle/' AND doc < 'bundle0'`
	);
	const password = db.prepare('SELECT phc FROM passwords WHERE clerk = ?');
	const putPassword = db.prepare('INSERT OR REPLACE INTO passwords (clerk, phc) VALUES (?, ?)');
	const setting = db.prepare('SELECT value FROM settings WHERE name = ?');
	const putSetting = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');

	/** As `sequence` told last. */
	let epoch = epochNow();

	function restores(): Restore[] {
		return JSON.parse(setting.get(RESTORES)?.['value']?.toString() ?? '[]') as Restore[];
	}

	function epochNow(): number {
		return restores().at(-1)?.epoch ?? FIRST_EPOCH;
	}

	function atSeq(device: string, seq: number): { id: string; refused: boolean } | null {
		const change = changeAtSeq.get(device, seq);
		if (change) return { id: text(change, 'id'), refused: false };
		const refusal = refusalAtSeq.get(device, seq);
		return refusal ? { id: text(refusal, 'id'), refused: true } : null;
	}

	function chainHead(device: string): { seq: number; id: string | null } {
		const row = chain.get(device);
		return row ? { seq: number(row, 'seq'), id: text(row, 'id') } : { seq: 0, id: null };
	}

	function lengthenChain(device: string, added: ReadonlyMap<string, string>): void {
		const start = chainHead(device);
		const at = (seq: number) => added.get(`${device} ${seq}`) ?? atSeq(device, seq)?.id;
		let head = start;
		for (let next = at(head.seq + 1); next !== undefined; next = at(head.seq + 1)) {
			head = { seq: head.seq + 1, id: next };
		}
		if (head.id !== null && head !== start) putChain.run(device, head.seq, head.id);
	}

	function write(commit: Commit): void {
		if (epochNow() !== epoch) throw new Error('the county was restored meanwhile');
		for (const { id, device, seq, code, line } of commit.refusals) {
			removeWaiting.run(id);
			insertRefusal.run(id, device, seq, code, line);
		}
		for (const { id, doc, device, seq, line, receipt: r } of commit.changes) {
			insertChange.run(
				...[id, doc, device, seq, line],
				...[r?.epoch ?? null, r?.pos ?? null, r?.time ?? null, r?.standing ?? null]
			);
		}
		for (const { id, epoch, pos, time, standing } of commit.settled) {
			settleChange.run(epoch, pos, time, standing, id);
		}
		for (const { doc, pos, state, readers } of commit.states) {
			putState.run(doc, pos, JSON.stringify(state), JSON.stringify(readers));
		}
		for (const { unit, change } of commit.feed) appendFeed.run(unit, change);
		const devices = [...commit.changes, ...commit.refusals].map(({ device }) => device);
		const added = new Map(commit.changes.map(({ device, seq, id }) => [`${device} ${seq}`, id]));
		for (const device of new Set(devices)) lengthenChain(device, added);
		if (commit.log) writeLog(commit.log);
	}

	function writeLog({ rows, head }: LogExtension): void {
		const start = head.size - rows.length;
		rows.forEach(({ entry, upto }, i) => appendLog.run(start + i, entry, upto));
		putCheckpoint.run(head.size, head.frontier, head.upto, head.note);
	}

	return {
		commit(commit) {
			db.exec('BEGIN IMMEDIATE');
			try {
				write(commit);
				db.exec('COMMIT');
			} catch (error) {
				if (db.isTransaction) db.exec('ROLLBACK');
				throw error;
			}
		},
		sequence() {
			epoch = epochNow();
			const row = newest.get();
			return { epoch, pos: row ? number(row, 'pos') : 0, time: row ? number(row, 'time') : 0 };
		},
		restores,
		change: (id) => orNull(changeById.get(id), toChange),
		refusal: (id) => orNull(refusalById.get(id), toRefusal),
		atSeq,
		chainHead,
		lastSeq: (device) => Number(lastSeq.get(device)?.['seq']),
		changesOf: (doc) => changesOf.all(doc).map(toChange),
		waiting: () => waiting.all().map(toChange),
		stateOf: (doc) => orNull(stateOf.get(doc), toState),
		*statesOf(kind) {
			// '0' comes right after '/', so this is every document `kind/…`.
			for (const row of statesOf.iterate(`${kind}/`, `${kind}0`)) yield toState(row);
		},
		caseCounts: () =>
			caseCounts.all().map((row) => ({
				stage: text(row, 'stage'),
				unit: row['unit'] === null ? null : text(row, 'unit'),
				cases: number(row, 'cases')
			})),
		*caseNumbers() {
			for (const row of caseNumbers.iterate()) if (row['number'] !== null) yield text(row, 'number');
		},
		feed: (unit, after, limit, except) =>
			// Two walks along the index and a merge: one query over both would sort the whole rest each time.
			[unit, '*']
				.flatMap((one) => feed.all(one, after, except, limit))
				.map((row) => ({ cursor: number(row, 'cursor'), change: toChange(row) }))
				.sort((a, b) => a.cursor - b.cursor)
				.slice(0, limit),
		feedEnd: () => Number(feedEnd.get()?.['cursor'] ?? 0),
		feedLeft: (unit, after, except) => Number(feedLeft.get(unit, after, except)?.['rows']),
		*wholeFeed() {
			for (const row of wholeFeed.iterate()) {
				yield { cursor: number(row, 'cursor'), unit: text(row, 'unit'), change: text(row, 'change') };
			}
		},
		logHead: () => orNull(logHead.get(), toLogHead),
		*logEntries() {
			for (const row of logEntries.iterate()) yield text(row, 'entry');
		},
		releaseEntry: () => orNull(releaseEntry.get(), (row) => text(row, 'entry')),
		*placed() {
			for (const row of placed.iterate()) yield toChange(row);
		},
		*refusals() {
			for (const row of refusals.iterate()) yield toRefusal(row);
		},
		touch({ device, lastSeen, cursor, release, report }) {
			putContact.run(device, lastSeen, cursor, release);
			if (report) putReport.run(device, JSON.stringify(report));
		},
		contacts: () => contacts.all().map(toContact),
		passwordOf: (clerk) => orNull(password.get(clerk), (row) => text(row, 'phc')),
		setPassword: (clerk, phc) => void putPassword.run(clerk, phc),
		setting: (name) => orNull(setting.get(name), (row) => text(row, 'value')),
		setSetting: (name, value) => void putSetting.run(name, value),
		close: () => db.close()
	};
}

function orNull<T>(row: Row | undefined, read: (row: Row) => T): T | null {
	return row === undefined ? null : read(row);
}

function text(row: Row, column: string): string {
	return row[column] as string;
}

function number(row: Row, column: string): number {
	return row[column] as number;
}

function toReceipt(row: Row): Receipt | null {
	if (row['pos'] === null) return null;
	return {
		id: text(row, 'id'),
		epoch: number(row, 'epoch'),
		pos: number(row, 'pos'),
		time: number(row, 'time'),
		standing: text(row, 'standing') as Standing
	};
}

function toChange(row: Row): StoredChange {
	return {
		id: text(row, 'id'),
		doc: text(row, 'doc'),
		device: text(row, 'device'),
		seq: number(row, 'seq'),
		line: text(row, 'line'),
		receipt: toReceipt(row)
	};
}

function toRefusal(row: Row): StoredRefusal {
	return {
		id: text(row, 'id'),
		device: text(row, 'device'),
		seq: number(row, 'seq'),
		code: text(row, 'code') as RefusalCode,
		line: text(row, 'line')
	};
}

function toState(row: Row): { doc: string } & DocumentState {
	return {
		doc: text(row, 'doc'),
		pos: number(row, 'pos'),
		state: JSON.parse(text(row, 'state')) as unknown,
		readers: JSON.parse(text(row, 'readers')) as string[]
	};
}

function toLogHead(row: Row): LogHead {
	return {
		size: number(row, 'size'),
		frontier: text(row, 'frontier'),
		upto: text(row, 'upto'),
		note: text(row, 'note')
	};
}

function toContact(row: Row): Contact {
	return {
		device: text(row, 'device'),
		lastSeen: number(row, 'last_seen'),
		cursor: number(row, 'cursor'),
		release: number(row, 'release'),
		report: row['report'] === null ? null : (JSON.parse(text(row, 'report')) as Contact['report'])
	};
}
