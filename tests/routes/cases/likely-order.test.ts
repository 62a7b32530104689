import { expect, test } from 'vitest';
import { inLikelyOrder } from '../../../src/routes/cases/[case]/likely-order.ts';

const actions = [
	{ type: 'decide', allowed: true },
	{ type: 'handOver', allowed: true },
	{ type: 'withdraw', allowed: true }
] as const;
const types = (decidesHere: boolean) => inLikelyOrder([...actions], decidesHere).map(({ type }) => type);

test('the unit that decides an item is offered the decision first', () => {
	expect(types(true)).toEqual(['decide', 'handOver', 'withdraw']);
});

test('while an offer is open it is taken back before it is made again', () => {
	const offered = [
		{ type: 'handOver', allowed: true },
		{ type: 'recall', allowed: true },
		{ type: 'withdraw', allowed: true }
	] as const;
	expect(inLikelyOrder([...offered], false).map(({ type }) => type)).toEqual([
		'recall',
		'handOver',
		'withdraw'
	]);
});

test('where another department decides, handing over comes first and the decision stays possible', () => {
	expect(types(false)).toEqual(['handOver', 'decide', 'withdraw']);
});
