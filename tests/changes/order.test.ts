import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/lib/changes/change.ts';
import { headsOf, inOrder, type Placed } from '../../src/lib/changes/order.ts';
import type { Receipt } from '../../src/lib/changes/receipt.ts';

function change(id: string, device: string, seq: number, seen: string[], prev: string | null): Change {
	const known = { epoch: 1, directory: 1, time: 1 };
	const envelope = {
		v: 1,
		doc: 'case/1',
		author: '',
		device,
		seq,
		prev,
		seen,
		known,
		at: 0,
		body: ''
	} as const;
	return { id, envelope, body: null, line: '' };
}

function receipt(id: string, pos: number, epoch = 1): Receipt {
	return { id, epoch, pos, time: pos, standing: 'ok' };
}

/** A history of three devices: each change sees any earlier ones; the county has a closed beginning of it. */
const history = fc
	.array(
		fc.record({ device: fc.constantFrom('a', 'b', 'c'), sees: fc.array(fc.nat(20), { maxLength: 3 }) }),
		{
			minLength: 1,
			maxLength: 20
		}
	)
	.chain((steps) => fc.record({ steps: fc.constant(steps), settled: fc.nat(steps.length) }))
	.map(({ steps, settled }) => {
		const last = new Map<string, { id: string; seq: number }>();
		return steps.map(({ device, sees }, place): Placed => {
			const id = `${place}`;
			const before = last.get(device);
			last.set(device, { id, seq: (before?.seq ?? 0) + 1 });
			const seen = [...new Set(sees.filter((seen) => seen < place).map(String))];
			return {
				change: change(id, device, (before?.seq ?? 0) + 1, seen, before?.id ?? null),
				receipt: place < settled ? receipt(id, place + 10) : null
			};
		});
	});

function ids(placed: Placed[]): string[] {
	return placed.map(({ change }) => change.id);
}

describe('the one order', () => {
	test('is the same however changes are delivered, and how often', () => {
		fc.assert(
			fc.property(
				history.chain((placed) =>
					fc.record({
						placed: fc.constant(placed),
						delivered: fc.shuffledSubarray([...placed, ...placed], { minLength: placed.length })
					})
				),
				({ placed, delivered }) => {
					const all = [...delivered, ...placed];
					expect(ids(inOrder(all))).toEqual(ids(inOrder(placed)));
					expect(inOrder(all)).toHaveLength(placed.length);
				}
			)
		);
	});

	test('puts what the county has first, and nothing before what it had seen or its device had done', () => {
		fc.assert(
			fc.property(history, (placed) => {
				const order = ids(inOrder([...placed].reverse()));
				const settled = placed.filter(({ receipt }) => receipt).length;
				expect(order.slice(0, settled)).toEqual(ids(placed.slice(0, settled)));
				for (const { change } of placed) {
					const { seen, prev } = change.envelope;
					for (const earlier of [...seen, ...(prev ? [prev] : [])]) {
						expect(order.indexOf(earlier)).toBeLessThan(order.indexOf(change.id));
					}
				}
			})
		);
	});

	test('a change delivered before and after its receipt is there once, in the county’s place', () => {
		const one = change('one', 'a', 1, [], null);
		const two = change('two', 'b', 1, [], null);
		const order = inOrder([
			{ change: one, receipt: null },
			{ change: two, receipt: receipt('two', 1) },
			{ change: one, receipt: receipt('one', 2) },
			{ change: one, receipt: null }
		]);
		expect(ids(order)).toEqual(['two', 'one']);
	});

	test('after a restore of the county the newest epoch orders', () => {
		const one = change('one', 'a', 1, [], null);
		const two = change('two', 'b', 1, [], null);
		const placed = [
			{ change: one, receipt: receipt('one', 1, 2) },
			{ change: one, receipt: receipt('one', 9, 1) },
			{ change: two, receipt: receipt('two', 2, 2) }
		];
		expect(ids(inOrder(placed))).toEqual(['one', 'two']);
		expect(ids(inOrder(placed.reverse()))).toEqual(['one', 'two']);
	});
});

test('the heads are what no other change has seen', () => {
	const one = change('one', 'a', 1, [], null);
	const two = change('two', 'b', 1, ['one'], null);
	const three = change('three', 'c', 1, ['one'], null);
	expect(headsOf([three, one, two])).toEqual(['three', 'two']);
	expect(headsOf([])).toEqual([]);
});
