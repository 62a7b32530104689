import { expect, test } from 'vitest';
import { sealedLine } from '../../src/lib/changes/sealed-change.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { seal } from '../../src/lib/platform/sealed-bytes.ts';
import { sealText } from '../../src/lib/platform/sealed-file.ts';
import { opening, smallCounty, VILLAGE } from './small-county.ts';

/** A device that seals what it likes, as only one can that has a vault. */
async function sealingDevice() {
	const town = await smallCounty();
	const agent = await town.enrol(VILLAGE, 'agent');
	const line = await agent.connect();
	line.take();
	const key = town.random.bytes(32);
	const text = JSON.stringify({ device: agent.id, vault: toBase64Url(key) });
	const vault = toBase64Url(await sealText(town.sealKey.recipient, text));
	const sealing = (id: string, row: string) =>
		sealedLine({
			id,
			sealed: seal(key, `changes/${JSON.stringify(id)}`, new TextEncoder().encode(row), town.random)
		});
	async function push(...lines: string[]) {
		line.send({ type: 'push', vault, lines });
		await town.settle();
		return line.take().filter(({ type }) => type !== 'checkpoint');
	}
	return { town, agent, push, sealing };
}

test('P90 what a device pushes sealed is receipted, and the same again gets the same receipt', async () => {
	const { town, agent, push, sealing } = await sealingDevice();
	const open = await agent.write('case/one', opening);
	const line = sealing(open.id, JSON.stringify({ line: open.line }));
	expect(await push(line)).toMatchObject([{ type: 'receipts' }]);
	const { pos } = town.storage.sequence();
	expect(await push(line, open.line)).toMatchObject([{ type: 'receipts' }]);
	expect(town.storage.sequence().pos).toBe(pos);
});

test('P90 the gate judges what was sealed as it judges anything', async () => {
	const { town, agent, push, sealing } = await sealingDevice();
	const open = await agent.write('case/one', opening);
	const forged = open.line.replace('"at":', '"at":1');
	expect(await push(sealing(open.id, JSON.stringify({ line: forged })))).toMatchObject([
		{ type: 'refusals', changes: [{ code: 'wrong-signature' }] }
	]);
	const foreign = await agent.write('case/two', { ...opening, number: 'X' });
	expect(await push(sealing(foreign.id, JSON.stringify({ line: foreign.line })))).toMatchObject([
		{ type: 'refusals', changes: [{ id: foreign.id }] }
	]);
	expect(town.storage.changesOf('case/one')).toEqual([]);
});

test('P90 a row that holds no change, or bombs whoever reads it, is left with its device', async () => {
	const { town, push, sealing } = await sealingDevice();
	const id = 'A'.repeat(43);
	for (const row of ['', '[]', '{"line":7}', '{"line":"', '['.repeat(200_000), 'null']) {
		expect(await push(sealing(id, row))).toEqual([{ type: 'unopened', changes: [id] }]);
	}
	expect(await push(sealing(id, '['.repeat(2_000_000)))).toMatchObject([
		{ type: 'refusals', changes: [{ code: 'too-large' }] }
	]);
	expect(town.failures).toEqual([]);
});
