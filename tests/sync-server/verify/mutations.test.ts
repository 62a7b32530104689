import type { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readingOf } from '../../../sync-server/storage/read-sqlite.ts';
import { verifyRecord } from '../../../sync-server/verify/verify-record.ts';
import { mutationsOf, RECORD, type Mutation } from './mutations.ts';
import { toldCounty } from './told-county.ts';

// Each proves a whole record some hundred times.
vi.setConfig({ testTimeout: 120_000 });

let db: DatabaseSync;
beforeAll(async () => {
	({ db } = await toldCounty());
	// Whoever has the file in hand is not bound by what its tables ask.
	db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
});

/** What is found after the mutation, which is then undone. */
async function foundAfter(mutation: Pick<Mutation, 'apply'>) {
	db.exec('BEGIN');
	try {
		mutation.apply(db);
		return (await verifyRecord(readingOf(db), null)).findings;
	} finally {
		db.exec('ROLLBACK');
	}
}

test('a record that nobody touched is whole', async () => {
	expect((await verifyRecord(readingOf(db), null)).findings).toEqual([]);
});

describe('every row that is altered, removed, doubled or changed for another is named first', () => {
	test.each(RECORD)('$table', async (recordTable) => {
		const mutations = mutationsOf(db, recordTable);
		expect(mutations.length).toBeGreaterThan(0);
		const missed: string[] = [];
		for (const mutation of mutations) {
			const [first] = await foundAfter(mutation);
			const isNamed = first?.table === mutation.table && mutation.names.includes(first.row);
			if (!isNamed) missed.push(`${mutation.names[0]}: ${mutation.what}, found ${JSON.stringify(first)}`);
		}
		expect(missed).toEqual([]);
	});
});

test('a checkpoint of which any one character is another is named', async () => {
	const note = String(db.prepare('SELECT note FROM checkpoint').get()?.['note']);
	for (const [at, character] of [...note].entries()) {
		const other = note.slice(0, at) + (character === 'x' ? 'y' : 'x') + note.slice(at + 1);
		const [first] = await foundAfter({
			apply: () => void db.prepare('UPDATE checkpoint SET note = ?').run(other)
		});
		expect(first, `character ${at}`).toMatchObject({ table: 'checkpoint', row: '1' });
	}
});
