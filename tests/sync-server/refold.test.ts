import { expect, test } from 'vitest';
import { opening, smallCounty, submitting, VILLAGE, type SmallCounty } from './small-county.ts';
import { emptyCommit } from '../../sync-server/storage/storage.ts';

const nothing = emptyCommit();

/** A county where a case was handed to its township; its state is then replaced, as if older rules had made it. */
async function foldedByOldRules(): Promise<{ town: SmallCounty; state: unknown; readers: string[] }> {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const line = await agent.connect();
	const open = await agent.write('case/one', opening);
	const submit = await agent.write('case/one', submitting, { seen: [open.id] });
	line.send({ type: 'push', lines: [open.line, submit.line] });
	await town.settle();
	const now = town.storage.stateOf('case/one');
	if (!now) throw new Error('no case');
	town.storage.commit({
		...nothing,
		states: [{ doc: 'case/one', pos: now.pos, state: { stage: 'older' }, readers: [VILLAGE] }]
	});
	return { town, state: now.state, readers: now.readers };
}

test('a county that another version folded is folded anew when it starts, its directory too', async () => {
	const { town, state, readers } = await foldedByOldRules();
	const directory = town.county.directory();
	town.storage.setSetting('folded', 'another');
	town.restart();
	expect(town.storage.stateOf('case/one')).toMatchObject({ state, readers });
	expect(town.county.directory()).toEqual(directory);
});

test('P42: a unit that reads a document by the new rules gets all of it', async () => {
	const town = await smallCounty();
	const { storage } = town;
	const agent = await town.enrol(VILLAGE, 'agent');
	const { id, line, envelope } = await agent.write('case/one', opening);
	const { epoch, pos, time } = storage.sequence();
	const receipt = { id, epoch, pos: pos + 1, time, standing: 'ok' as const };
	storage.commit({
		...nothing,
		changes: [{ id, doc: 'case/one', device: envelope.device, seq: envelope.seq, line, receipt }],
		states: [{ doc: 'case/one', pos: pos + 1, state: {}, readers: [] }]
	});
	storage.setSetting('folded', 'another');
	town.restart();
	expect(storage.stateOf('case/one')?.readers).toContain(VILLAGE);
	expect(storage.feed(VILLAGE, 0, 1000, null).map(({ change }) => change.id)).toContain(id);
});

test('what this version folded is not folded a second time', async () => {
	const { town } = await foldedByOldRules();
	town.restart();
	expect(town.storage.stateOf('case/one')?.state).toEqual({ stage: 'older' });
});
