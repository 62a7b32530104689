import { beforeEach, describe, expect, test } from 'vitest';
import { readChange } from '../../src/lib/changes/change.ts';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import type { Feed } from '../../src/lib/protocol/messages.ts';
import { nextSize } from '../../sync-server/feed.ts';
import {
	DEPARTMENT,
	opening,
	OTHER_VILLAGE,
	smallCounty,
	submitting,
	TOWN,
	VILLAGE,
	type SmallCounty
} from './small-county.ts';
import type { TestDevice } from './test-device.ts';
import type { TestLine } from './test-line.ts';

const note = (text: string) => ({ type: 'note', text });

/** Ids of the changes of cases in these batches. */
function casesIn(batches: Feed[]): string[] {
	return batches.flatMap(({ lines }) =>
		lines.flatMap((line) => {
			const read = readChange(line);
			return read.ok && read.change.envelope.doc.startsWith('case/') ? read.change.id : [];
		})
	);
}

describe('the feed', () => {
	let town: SmallCounty;
	let agent: TestDevice;
	let line: TestLine;
	beforeEach(async () => {
		town = await smallCounty();
		agent = await town.enrol(VILLAGE, 'agent');
		line = await agent.connect();
		line.take();
	});

	async function push(...lines: string[]): Promise<void> {
		line.send({ type: 'push', lines });
		await town.settle();
	}

	/** Takes all batches, confirming each. */
	async function drain(of: TestLine): Promise<Feed[]> {
		const batches: Feed[] = [];
		for (let next = of.takeFeed(); next.length > 0; next = of.takeFeed()) {
			batches.push(...next);
			of.send({ type: 'got', cursor: next.at(-1)?.cursor ?? 0 });
			await of.settle();
		}
		return batches;
	}

	test('P40: a device that has everything hears so', async () => {
		const first = await agent.connect();
		const batches = await drain(first);
		const again = await agent.connect({ cursor: batches.at(-1)?.cursor ?? 0 });
		expect(again.takeFeed()).toEqual([
			{ type: 'feed', cursor: batches.at(-1)?.cursor, left: 0, sheet: null, lines: [] }
		]);
	});

	test('P40, P41: a long feed comes in bounded batches, each after the one before is confirmed', async () => {
		const open = await agent.write('case/one', opening);
		const notes = [];
		for (let i = 0; i < 250; i++)
			notes.push(await agent.write('case/one', note(`第${i}条`), { seen: [open.id] }));
		await push(open.line, ...notes.map((change) => change.line));
		const window = await (await town.enrol(TOWN, 'window')).connect();
		const [first, ...none] = window.takeFeed();
		expect(none).toEqual([]);
		expect(first?.lines).toHaveLength(200);
		expect(first?.left).toBeGreaterThan(0);
		window.send({ type: 'got', cursor: (first?.cursor ?? 0) - 1 });
		await window.settle();
		expect(window.take()).toEqual([]);
		window.send({ type: 'got', cursor: first?.cursor ?? 0 });
		await window.settle();
		const rest = await drain(window);
		expect(first?.left).toBe(rest.flatMap(({ lines }) => lines).length);
		expect(rest.at(-1)?.left).toBe(0);
		expect(casesIn([first as Feed, ...rest])).toEqual([open, ...notes].map(({ id }) => id));
	});

	test('P41: who answers soon gets twice as many changes the next time, who answers late half as many', async () => {
		const open = await agent.write('case/one', opening);
		for (let round = 0; round < 4; round++) {
			const notes = [];
			for (let i = 0; i < 200; i++) {
				notes.push(await agent.write('case/one', note(`第${i}条`), { seen: [open.id] }));
			}
			await push(...(round === 0 ? [open.line] : []), ...notes.map(({ line }) => line));
		}
		const window = await (await town.enrol(TOWN, 'window')).connect();
		const sizes: number[] = [];
		for (const secondsUntilGot of [1, 9, 3, 0]) {
			const [batch] = window.takeFeed();
			sizes.push(batch?.lines.length ?? 0);
			town.time.advance(secondsUntilGot * 1000);
			window.send({ type: 'got', cursor: batch?.cursor ?? 0 });
			await window.settle();
		}
		expect(sizes.slice(0, 3)).toEqual([200, 400, 200]);
	});

	test.each([
		[200, 0, true, 400],
		[200, 2000, true, 400],
		[200, 2001, true, 200],
		[200, 8000, true, 200],
		[200, 8001, true, 100],
		[3200, 100, true, 3200],
		[50, 60_000, true, 50],
		// Live changes come singly: they say nothing of how a full batch would fare.
		[200, 10, false, 200],
		[200, 9000, false, 100]
	])(
		'P41: after a batch of %i that took %i ms (full: %s) the next may have %i',
		(size, ms, wasFull, next) => {
			expect(nextSize(size, ms, wasFull)).toBe(next);
		}
	);

	test('P40: what is committed comes to the unit’s other devices, once', async () => {
		const other = await (await town.enrol(VILLAGE, 'agent-two')).connect();
		await drain(other);
		const open = await agent.write('case/one', opening);
		await push(open.line, open.line);
		await push(open.line);
		expect(casesIn(await drain(other))).toEqual([open.id]);
	});

	test('P42, P43: a unit gets all of a case when it gains it, the change that takes it away, and no more', async () => {
		const window = await town.enrol(TOWN, 'window');
		const officer = await town.enrol(DEPARTMENT, 'officer');
		const stranger = await town.enrol(OTHER_VILLAGE, 'other-agent');
		const [atWindow, atOfficer, elsewhere] = [
			await window.connect(),
			await officer.connect(),
			await stranger.connect()
		];
		for (const one of [atWindow, atOfficer, elsewhere]) await drain(one);

		const open = await agent.write('case/one', opening);
		const submit = await agent.write('case/one', submitting, { seen: [open.id] });
		const toTown = { type: 'receive', unit: TOWN };
		const receive = await window.write('case/one', toTown, { seen: [submit.id] });
		const offer = { type: 'handOver', to: DEPARTMENT, remark: '' };
		const handOver = await window.write('case/one', offer, { seen: [receive.id] });
		await push(open.line, submit.line, receive.line, handOver.line);
		expect(casesIn(await drain(atOfficer))).toEqual([open.id, submit.id, receive.id, handOver.id]);

		const toOfficer = { type: 'receive', unit: DEPARTMENT };
		const received = await officer.write('case/one', toOfficer, { seen: [handOver.id] });
		const back = { type: 'handOver', to: TOWN, remark: '缺材料' };
		const handBack = await officer.write('case/one', back, { seen: [received.id] });
		const taken = await window.write('case/one', toTown, { seen: [handBack.id] });
		const after = await window.write('case/one', note('已电话告知'), { seen: [taken.id] });
		await push(received.line, handBack.line, taken.line, after.line);
		expect(casesIn(await drain(atOfficer))).toEqual([taken.id]);
		expect(casesIn(await drain(atWindow))).toEqual([open.id, submit.id, received.id, handBack.id]);
		expect(casesIn(await drain(elsewhere))).toEqual([]);
	});

	test('P44: a device’s own changes are left out, unless it asks for them', async () => {
		const open = await agent.write('case/one', opening);
		await push(open.line);
		expect(casesIn(await drain(await agent.connect()))).toEqual([]);
		expect(casesIn(await drain(await agent.connect({ own: true })))).toEqual([open.id]);
	});

	test('P45: the directory comes to every unit, before the cases whose authors knew it', async () => {
		const open = await agent.write('case/one', opening);
		await push(open.line);
		const [batch] = (await (await town.enrol(TOWN, 'window')).connect()).takeFeed();
		const docs = (batch?.lines ?? []).flatMap((text) => {
			const read = readChange(text);
			return read.ok ? read.change : [];
		});
		const place = docs.findIndex(({ id }) => id === open.id);
		const bound = docs.findIndex(({ envelope, body }) => {
			return envelope.device === agent.id && body?.action.type === 'bindKey';
		});
		expect(bound).toBeGreaterThanOrEqual(0);
		expect(bound).toBeLessThan(place);
	});

	test('P46: a cursor of another epoch counts nothing', async () => {
		const other = await agent.connect({ epoch: 0, cursor: town.storage.feedEnd() });
		const [batch] = other.takeFeed();
		expect(batch?.lines.length).toBeGreaterThan(0);
	});

	test('P47: each batch has its receipts, signed with the county’s key', async () => {
		const open = await agent.write('case/one', opening);
		await push(open.line);
		const batches = await drain(await agent.connect({ own: true }));
		for (const { lines, sheet } of batches) {
			expect(sheet?.key).toBe(town.receiptSigner.key);
			const receipts = sheet && (await verifyReceipts(sheet));
			const ids = lines.flatMap((text) => {
				const read = readChange(text);
				return read.ok ? read.change.id : [];
			});
			expect(receipts?.map(({ id }) => id)).toEqual(ids);
		}
	});
});
