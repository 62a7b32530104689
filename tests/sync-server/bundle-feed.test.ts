import { expect, test } from 'vitest';
import { readChange } from '../../src/lib/changes/change.ts';
import type { BundleState } from '../../src/lib/documents/bundle/state.ts';
import { DEPARTMENT, opening, smallCounty, TOWN, VILLAGE } from './small-county.ts';
import type { TestDevice } from './test-device.ts';

const version = 'A'.repeat(43);
const openBundle = {
	type: 'open',
	number: opening.number,
	bundle: { code: 'YJS-01', version },
	unit: VILLAGE,
	by: 'self',
	to: TOWN,
	lead: null,
	members: [
		{ item: { code: 'MZ-001', version }, case: 'case/one' },
		{ item: { code: 'MZ-002', version }, case: 'case/two' }
	]
};

test('P42: a bundle goes to its township, and no department reads it for holding one of its cases', async () => {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const line = await agent.connect();
	const bundle = await agent.write('bundle/one', openBundle);
	line.send({ type: 'push', lines: [bundle.line] });
	await town.settle();

	const bundlesFed = async (device: TestDevice) => {
		const of = await device.connect();
		return of.takeFeed().flatMap(({ lines }) =>
			lines.flatMap((text) => {
				const read = readChange(text);
				return read.ok && read.change.envelope.doc.startsWith('bundle/') ? [read.change.id] : [];
			})
		);
	};
	expect(await bundlesFed(await town.enrol(TOWN, 'window'))).toEqual([bundle.id]);
	expect(await bundlesFed(await town.enrol(DEPARTMENT, 'officer'))).toEqual([]);
	const stored = town.storage.stateOf('bundle/one');
	expect((stored?.state as BundleState).members.map((member) => member.case)).toEqual([
		'case/one',
		'case/two'
	]);
});

test('P23, P27: the gate knows what a bundle’s deeds look like, and whose number it bears', async () => {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const line = await agent.connect();
	line.take();
	const says = async (action: typeof openBundle | (Record<string, unknown> & { type: string })) => {
		const change = await agent.write('bundle/one', action);
		line.send({ type: 'push', lines: [change.line] });
		await town.settle();
		const answer = line.take().find(({ type }) => type === 'refusals' || type === 'receipts');
		return answer?.type === 'refusals' ? answer.changes[0]?.code : answer?.type;
	};
	expect(await says({ ...openBundle, members: [] })).toBe('malformed-action');
	expect(await says({ ...openBundle, number: opening.number.replace(VILLAGE, TOWN) })).toBe('foreign-number');
	expect(await says(openBundle)).toBe('receipts');
	expect(await says({ type: 'split' })).toBe('receipts');
});
