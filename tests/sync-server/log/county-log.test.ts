import { mkdtempSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyCheckpoint } from '../../../src/lib/changes/checkpoint.ts';
import { readEntry } from '../../../sync-server/log/entry.ts';
import { growTree, leafHash } from '../../../sync-server/log/tree.ts';
import { openSqlite } from '../../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../../sync-server/storage/storage.ts';
import { opening, smallCounty, submitting, VILLAGE, type SmallCounty } from '../small-county.ts';

/** Root and size as the log's entries give them. */
function treeOf(storage: Storage) {
	const tree = growTree(null);
	for (const entry of storage.logEntries()) tree.append(leafHash(entry));
	return { size: tree.size, root: tree.root().toString('base64') };
}

async function checkpointOf({ county, receiptSigner }: SmallCounty) {
	return verifyCheckpoint(county.log.checkpoint() ?? '', [receiptSigner.key]);
}

/** Everything that the log tells apart: placed, waiting and then placed, refused. */
async function worked() {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const line = await agent.connect();
	const open = await agent.write('case/one', opening);
	const bad = await agent.write('case/one', { type: 'open', unit: VILLAGE });
	const submit = await agent.write('case/one', submitting, { seen: [open.id] });
	const push = async (...changes: { line: string }[]) => {
		line.send({ type: 'push', lines: changes.map((change) => change.line) });
		await town.settle();
	};
	return { town, open, bad, submit, push };
}

test('every commit tells the log what happened, in order, and signs the tree’s root', async () => {
	const { town, open, bad, submit, push } = await worked();
	const before = treeOf(town.storage).size;
	await push(submit);
	await push(bad, open);
	const told = [...town.storage.logEntries()].slice(before).map(readEntry);
	expect(told).toMatchObject([
		{ is: 'waiting', id: submit.id },
		{ is: 'refusal', id: bad.id, code: 'malformed-action' },
		{ is: 'receipt', receipt: { id: open.id, standing: 'ok' } },
		{ is: 'receipt', receipt: { id: submit.id, standing: 'ok' } }
	]);
	expect(await checkpointOf(town)).toEqual({ county: '532822', epoch: 1, ...treeOf(town.storage) });
});

test('a commit of a disk that fails leaves log and record as they were', async () => {
	const { town, open, push } = await worked();
	const before = treeOf(town.storage);
	const { storage } = town;
	const commit = storage.commit.bind(storage);
	storage.commit = (all) => commit({ ...all, feed: [{ unit: VILLAGE, change: 'no such change' }] });
	await push(open);
	storage.commit = commit;
	expect(town.failures).toHaveLength(1);
	expect(treeOf(town.storage)).toEqual(before);
	expect(await checkpointOf(town)).toMatchObject(before);
});

test('what was pushed before is told once', async () => {
	const { town, open, push } = await worked();
	await push(open);
	const before = treeOf(town.storage);
	await push(open);
	expect(treeOf(town.storage)).toEqual(before);
});

test('a county goes on with its log after a stop', async () => {
	const { town, open, push } = await worked();
	const before = [...town.storage.logEntries()];
	town.restart();
	expect([...town.storage.logEntries()]).toEqual(before);
	await push(open);
	expect(town.failures).toEqual([]);
});

test('the log tells of each release of the catalogue', async () => {
	const { town } = await worked();
	expect(town.county.log.release()).toBe(0);
	const hash = 'A'.repeat(43);
	town.county.logReleases([
		{ number: 1, hash },
		{ number: 2, hash }
	]);
	expect(town.county.log.release()).toBe(2);
	expect([...town.storage.logEntries()].slice(-1)).toEqual([`release 2 ${hash}`]);
	expect(await checkpointOf(town)).toMatchObject(treeOf(town.storage));
});

test('a data folder from before the log is opened, and its whole record logged', async () => {
	const path = join(mkdtempSync(join(tmpdir(), 'yizhan-')), 'county.sqlite');
	const town = await smallCounty(() => openSqlite(path));
	const agent = await town.enrol(VILLAGE, 'agent');
	const open = await agent.write('case/one', opening);
	const bad = await agent.write('case/one', { type: 'open', unit: VILLAGE });
	const early = await agent.write('case/one', submitting, { seen: ['A'.repeat(43)] });
	const line = await agent.connect();
	line.send({ type: 'push', lines: [open.line, bad.line, early.line] });
	await town.settle();
	const places = Array.from(town.storage.placed(), ({ receipt }) => receipt);

	const old = new DatabaseSync(path);
	old.exec('DROP TABLE log; DROP TABLE checkpoint; PRAGMA user_version = 1');
	old.close();
	const storage = openSqlite(path);
	const again = town.open(storage);
	const told = Array.from(storage.logEntries(), readEntry);
	expect(told.slice(0, places.length)).toEqual(places.map((receipt) => ({ is: 'receipt', receipt })));
	expect(told.slice(places.length)).toMatchObject([
		{ is: 'waiting', id: early.id },
		{ is: 'refusal', id: bad.id },
		{ is: 'folded' }
	]);
	expect(await verifyCheckpoint(again.log.checkpoint() ?? '', [town.receiptSigner.key])).toMatchObject(
		treeOf(storage)
	);
});
