import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyCommit, RESTORES, type Storage, type StoredChange } from '../../sync-server/storage/storage.ts';

const nothing = emptyCommit();

function change(id: string, device: string, seq: number, pos: number | null, doc = 'case/a'): StoredChange {
	const receipt = pos === null ? null : { id, epoch: 1, pos, time: 1000 + pos, standing: 'ok' as const };
	return { id, doc, device, seq, line: `line of ${id}`, receipt };
}

/** What every storage of the county must do. `open` gives an empty one; `reopen` the same disk after a stop. */
export function storageContract(
	name: string,
	open: () => Storage,
	reopen?: (storage: Storage) => Storage
): void {
	describe(`the county's disk: ${name}`, () => {
		let storage: Storage;
		beforeEach(() => {
			storage = open();
		});
		afterEach(() => storage.close());

		test('gives back a change as it was stored, with its receipt', () => {
			const stored = change('x', 'device-1', 1, 1);
			storage.commit({ ...nothing, changes: [stored] });
			expect(storage.change('x')).toEqual(stored);
			expect(storage.change('y')).toBeNull();
			expect(storage.sequence()).toEqual({ epoch: 1, pos: 1, time: 1001 });
		});

		test('begins in epoch 1 before the first place', () => {
			expect(storage.sequence()).toEqual({ epoch: 1, pos: 0, time: 0 });
		});

		test('P54: goes on in a new epoch from the place of the backup, and takes no commit of the one that ended', () => {
			storage.commit({ ...nothing, changes: [change('x', 'device-1', 1, 1)] });
			const restore = { epoch: 2, base: 1 };
			storage.setSetting(RESTORES, JSON.stringify([restore]));
			const late = { ...nothing, changes: [change('y', 'device-1', 2, 2)] };
			expect(() => storage.commit(late)).toThrow('restored');
			expect(storage.sequence()).toEqual({ epoch: 2, pos: 1, time: 1001 });
			expect(storage.restores()).toEqual([restore]);
			expect(storage.change('y')).toBeNull();
			storage.commit(late);
			expect(storage.change('y')).not.toBeNull();
		});

		test('settles a change that waited, once', () => {
			storage.commit({ ...nothing, changes: [change('x', 'device-1', 1, null)] });
			expect(storage.waiting().map(({ id }) => id)).toEqual(['x']);
			const receipt = { id: 'x', epoch: 1, pos: 1, time: 5, standing: 'held' as const };
			storage.commit({ ...nothing, settled: [receipt] });
			expect(storage.waiting()).toEqual([]);
			expect(storage.change('x')?.receipt).toEqual(receipt);
			storage.commit({ ...nothing, settled: [{ ...receipt, pos: 9 }] });
			expect(storage.change('x')?.receipt).toEqual(receipt);
		});

		test('moves a change that waited to the refused ones', () => {
			storage.commit({ ...nothing, changes: [change('x', 'device-1', 1, null)] });
			const refusal = {
				id: 'x',
				device: 'device-1',
				seq: 1,
				code: 'depends-on-refused' as const,
				line: 'line of x'
			};
			storage.commit({ ...nothing, refusals: [refusal] });
			expect(storage.change('x')).toBeNull();
			expect(storage.waiting()).toEqual([]);
			expect(storage.refusal('x')).toEqual(refusal);
			expect(storage.atSeq('device-1', 1)).toEqual({ id: 'x', refused: true });
		});

		test('knows the last of an unbroken run of a device’s chain, refused ones included', () => {
			expect(storage.chainHead('device-1')).toEqual({ seq: 0, id: null });
			expect(storage.lastSeq('device-1')).toBe(0);
			storage.commit({
				...nothing,
				changes: [change('a', 'device-1', 1, 1), change('d', 'device-1', 4, null)],
				refusals: [{ id: 'b', device: 'device-1', seq: 2, code: 'malformed-action', line: 'b' }]
			});
			expect(storage.chainHead('device-1')).toEqual({ seq: 2, id: 'b' });
			expect(storage.lastSeq('device-1')).toBe(4);
			storage.commit({ ...nothing, changes: [change('c', 'device-1', 3, 2)] });
			expect(storage.chainHead('device-1')).toEqual({ seq: 4, id: 'd' });
		});

		test('does not let a second refusal at one place of a chain take the first one’s', () => {
			const refusal = { id: 'b', device: 'device-1', seq: 1, code: 'malformed-action' as const, line: 'b' };
			storage.commit({ ...nothing, refusals: [refusal, { ...refusal, id: 'a', code: 'seq-taken' }] });
			expect(storage.atSeq('device-1', 1)).toEqual({ id: 'b', refused: true });
			expect(storage.lastSeq('device-1')).toBe(1);
		});

		test('writes all of a commit or nothing', () => {
			storage.commit({ ...nothing, changes: [change('a', 'device-1', 1, 1)] });
			const second = change('b', 'device-2', 1, 2);
			const sameSeq = change('c', 'device-1', 1, 3);
			const states = [{ doc: 'case/a', pos: 2, state: {}, readers: [] }];
			expect(() => storage.commit({ ...nothing, changes: [second, sameSeq], states })).toThrow();
			expect(storage.change('b')).toBeNull();
			expect(storage.stateOf('case/a')).toBeNull();
			expect(storage.sequence().pos).toBe(1);
			storage.commit({ ...nothing, changes: [second] });
			expect(storage.sequence().pos).toBe(2);
		});

		test('lists a document’s changes by place, then those that wait', () => {
			storage.commit({
				...nothing,
				changes: [
					change('w', 'device-1', 9, null),
					change('b', 'device-2', 1, 2),
					change('a', 'device-1', 1, 1),
					change('other', 'device-3', 1, 3, 'case/b')
				]
			});
			expect(storage.changesOf('case/a').map(({ id }) => id)).toEqual(['a', 'b', 'w']);
		});

		test('keeps the newest state of a document, and lists those of one kind', () => {
			const state = (doc: string, pos: number) => ({
				doc,
				pos,
				state: { stage: 'intake', pos },
				readers: ['u']
			});
			storage.commit({
				...nothing,
				states: [state('case/b', 1), state('case/a', 2), state('directory/c', 3)]
			});
			storage.commit({ ...nothing, states: [state('case/b', 4)] });
			expect(storage.stateOf('case/b')).toEqual(state('case/b', 4));
			expect([...storage.statesOf('case')].map(({ doc }) => doc)).toEqual(['case/a', 'case/b']);
			expect(storage.stateOf('case/c')).toBeNull();
		});

		test('counts cases by stage and by who holds them, or took them in', () => {
			const state = (doc: string, stage: string, origin: string | null, holder: string | null) => ({
				doc,
				pos: 1,
				state: { stage, origin, holder },
				readers: []
			});
			storage.commit({
				...nothing,
				states: [
					state('case/a', 'intake', 'village', null),
					state('case/b', 'received', 'village', 'town'),
					state('case/c', 'received', 'town', 'town'),
					state('case/d', 'intake', null, null),
					state('directory/e', 'intake', 'village', null)
				]
			});
			expect(storage.caseCounts()).toEqual([
				{ stage: 'intake', unit: null, cases: 1 },
				{ stage: 'intake', unit: 'village', cases: 1 },
				{ stage: 'received', unit: 'town', cases: 2 }
			]);
		});

		test('lists the numbers that cases and bundles bear', () => {
			const state = (doc: string, number: string | null) => ({ doc, pos: 1, state: { number }, readers: [] });
			storage.commit({
				...nothing,
				states: [
					state('case/a', '3'),
					state('case/b', null),
					state('bundle/a', '4'),
					state('directory/c', '5')
				]
			});
			expect([...storage.caseNumbers()].sort()).toEqual(['3', '4']);
		});

		test('feeds a unit its rows and everyone’s, by cursor, without those of one device', () => {
			storage.commit({
				...nothing,
				changes: [
					change('a', 'device-1', 1, 1),
					change('b', 'device-2', 1, 2),
					change('c', 'device-3', 1, 3),
					change('d', 'device-3', 2, 4)
				],
				feed: [
					{ unit: '*', change: 'a' },
					{ unit: 'village', change: 'b' },
					{ unit: 'town', change: 'c' },
					{ unit: 'village', change: 'd' },
					{ unit: 'village', change: 'b' }
				]
			});
			const ids = (after: number, limit: number, except: string | null = null) =>
				storage.feed('village', after, limit, except).map((row) => row.change.id);
			expect(ids(0, 10)).toEqual(['a', 'b', 'd']);
			expect(ids(0, 2)).toEqual(['a', 'b']);
			expect(ids(0, 10, 'device-2')).toEqual(['a', 'd']);
			const [first] = storage.feed('village', 0, 1, null);
			expect(ids(first?.cursor ?? -1, 10)).toEqual(['b', 'd']);
			expect(storage.feed('village', 0, 10, null).at(-1)?.cursor).toBeLessThanOrEqual(storage.feedEnd());
			expect(ids(storage.feedEnd(), 10)).toEqual([]);
			expect(storage.feedLeft('village', 0, null)).toBe(3);
			expect(storage.feedLeft('village', first?.cursor ?? -1, 'device-3')).toBe(1);
		});

		test('lists what is placed by place, and refusals as they came', () => {
			const refusal = { id: 'r', device: 'device-9', seq: 1, code: 'malformed-action' as const, line: 'r' };
			storage.commit({
				...nothing,
				changes: [
					change('b', 'device-1', 1, 2),
					change('w', 'device-2', 1, null),
					change('a', 'device-3', 1, 1)
				],
				refusals: [refusal, { ...refusal, id: 'q', seq: 2 }]
			});
			expect(Array.from(storage.placed(), ({ id }) => id)).toEqual(['a', 'b']);
			expect(Array.from(storage.refusals(), ({ id }) => id)).toEqual(['r', 'q']);
		});

		test('adds to the log with its head, in the same commit or not at all', () => {
			expect(storage.logHead()).toBeNull();
			expect(storage.releaseEntry()).toBeNull();
			const head = (size: number) => ({ size, frontier: `f${size}`, upto: `u${size}`, note: `n${size}` });
			const row = (entry: string) => ({ entry, upto: `up to ${entry}` });
			const release = 'release 1 x';
			storage.commit({ ...nothing, log: { rows: [row('one'), row(release)], head: head(2) } });
			storage.commit({ ...nothing, log: { rows: [row('three')], head: head(3) } });
			expect([...storage.logEntries()]).toEqual(['one', release, 'three']);
			expect(storage.logHead()).toEqual(head(3));
			expect(storage.releaseEntry()).toBe(release);

			const twice = [change('a', 'device-1', 1, 1), change('b', 'device-1', 1, 2)];
			const log = { rows: [row('four')], head: head(4) };
			expect(() => storage.commit({ ...nothing, changes: twice, log })).toThrow();
			expect(() => storage.commit({ ...nothing, log: { ...log, head: head(3) } })).toThrow();
			expect([...storage.logEntries()]).toHaveLength(3);
			expect(storage.logHead()).toEqual(head(3));
		});

		test('remembers when a device was last heard of, passwords and settings', () => {
			const contact = { device: 'device-1', lastSeen: 5, cursor: 2, release: 1, report: null };
			storage.touch({ ...contact, lastSeen: 1 });
			storage.touch(contact);
			expect(storage.contacts()).toEqual([contact]);
			const holds = { app: '1', changes: 3, cases: 1, oldest: 4, photographs: 0, refused: 0, numbers: 7 };
			const told = { ...contact, report: { ...holds, time: 5 } };
			storage.touch(told);
			storage.touch({ ...contact, lastSeen: 9 });
			expect(storage.contacts()).toEqual([{ ...told, lastSeen: 9 }]);
			expect(storage.passwordOf('clerk')).toBeNull();
			storage.setPassword('clerk', 'one');
			storage.setPassword('clerk', 'two');
			expect(storage.passwordOf('clerk')).toBe('two');
			storage.setSetting('lineage', 'abc');
			expect(storage.setting('lineage')).toBe('abc');
			expect(storage.setting('release')).toBeNull();
		});

		test.runIf(reopen)('has after a stop what it had before', () => {
			storage.commit({
				...nothing,
				changes: [change('a', 'device-1', 1, 1), change('b', 'device-1', 2, null)],
				feed: [{ unit: '*', change: 'a' }]
			});
			if (reopen) storage = reopen(storage);
			expect(storage.sequence().pos).toBe(1);
			expect(storage.chainHead('device-1').seq).toBe(2);
			expect(storage.waiting()).toHaveLength(1);
			expect(storage.feed('any', 0, 9, null)).toHaveLength(1);
			expect([...storage.wholeFeed()]).toEqual([{ cursor: 1, unit: '*', change: 'a' }]);
		});
	});
}
