import { beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { opening, smallCounty, TOWN, VILLAGE, type SmallCounty } from './small-county.ts';
import type { TestDevice } from './test-device.ts';
import type { TestLine } from './test-line.ts';

const note = (text: string) => ({ type: 'note', text });

describe('push', () => {
	let town: SmallCounty;
	let agent: TestDevice;
	let line: TestLine;
	let commits: number;
	let diskFails: boolean;

	beforeEach(async () => {
		commits = 0;
		diskFails = false;
		const counted = (storage: Storage): Storage => ({
			...storage,
			commit(commit) {
				commits++;
				if (diskFails) throw new Error('no space left on device');
				storage.commit(commit);
			}
		});
		town = await smallCounty(counted);
		agent = await town.enrol(VILLAGE, 'agent');
		line = await agent.connect();
		line.take();
	});

	test('P10: the same change again gets the same receipt, whoever brings it', async () => {
		const open = await agent.write('case/one', opening);
		line.send({ type: 'push', lines: [open.line, open.line] });
		line.send({ type: 'push', lines: [open.line] });
		await town.settle();
		const receipt = (await line.takeReceipts()).get(open.id);
		expect(receipt).toMatchObject({ id: open.id, standing: 'ok' });

		const other = await (await town.enrol(VILLAGE, 'agent-two')).connect();
		other.take();
		other.send({ type: 'push', lines: [open.line] });
		await town.settle();
		expect((await other.takeReceipts()).get(open.id)).toEqual(receipt);
		expect(town.storage.changesOf('case/one')).toHaveLength(1);
	});

	test('P11: nothing is answered before the commit, all after it', async () => {
		const open = await agent.write('case/one', opening);
		line.send({ type: 'push', lines: [open.line] });
		await line.settle();
		expect(line.take()).toEqual([]);
		expect(town.storage.change(open.id)).toBeNull();
		town.commit();
		expect(town.storage.change(open.id)?.receipt).not.toBeNull();
		await line.settle();
		expect((await line.takeReceipts()).has(open.id)).toBe(true);
	});

	test('P11: what was pushed and not committed when the process dies is pushed again', async () => {
		const open = await agent.write('case/one', opening);
		line.send({ type: 'push', lines: [open.line] });
		await line.settle();
		town.restart();
		expect(town.storage.change(open.id)).toBeNull();
		const again = await agent.connect();
		again.take();
		again.send({ type: 'push', lines: [open.line] });
		await town.settle();
		expect((await again.takeReceipts()).has(open.id)).toBe(true);
	});

	test('P12: wrong bytes are refused and take no place in the chain', async () => {
		const open = await agent.write('case/one', opening);
		const damaged = open.line.replace('本人', '他人').replace('"by":"self"', '"by":"proxy"');
		const unsigned = open.line.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
		line.send({ type: 'push', lines: [damaged, unsigned, 'nothing of the kind'] });
		await town.settle();
		const [refusals] = line.take();
		expect(refusals).toMatchObject({
			type: 'refusals',
			changes: [
				{ id: open.id, code: 'wrong-body' },
				{ id: open.id, code: 'wrong-signature' },
				{ code: 'malformed' }
			]
		});
		line.send({ type: 'push', lines: [open.line] });
		await town.settle();
		expect((await line.takeReceipts()).has(open.id)).toBe(true);
	});

	test('P13: what several lines push goes to the disk in one commit', async () => {
		const window = await town.enrol(TOWN, 'window');
		const other = await window.connect();
		const open = await agent.write('case/one', opening);
		const noted = await agent.write('case/one', note('带了户口簿'), { seen: [open.id] });
		const third = await window.write('case/two', note('来电咨询'));
		const before = commits;
		line.send({ type: 'push', lines: [open.line, noted.line] });
		other.send({ type: 'push', lines: [third.line] });
		await line.settle();
		await other.settle();
		town.commit();
		expect(commits).toBe(before + 1);
		for (const { id } of [open, noted, third]) expect(town.storage.change(id)?.receipt).not.toBeNull();
	});

	test('P14: a line with too much under way is closed', async () => {
		const open = await agent.write('case/one', opening);
		const lines = Array.from({ length: 500 }, () => open.line);
		for (let i = 0; i < 5; i++) line.send({ type: 'push', lines });
		await line.settle();
		expect(line.take()).toEqual([{ type: 'fault', code: 'too-fast' }]);
		expect(line.isOpen()).toBe(false);
	});

	test('P15: when the disk fails nothing is kept or answered, and the next try succeeds', async () => {
		const open = await agent.write('case/one', opening);
		const after = await agent.write('case/one', note('补充'), { seen: [open.id] });
		diskFails = true;
		line.send({ type: 'push', lines: [open.line] });
		await town.settle();
		expect(line.take()).toEqual([{ type: 'fault', code: 'internal' }]);
		expect(town.failures).toHaveLength(1);
		diskFails = false;
		const again = await agent.connect();
		again.take();
		again.send({ type: 'push', lines: [open.line, after.line] });
		await town.settle();
		const receipts = await again.takeReceipts();
		expect(receipts.get(after.id)?.pos).toBe((receipts.get(open.id)?.pos ?? NaN) + 1);
	});
});
