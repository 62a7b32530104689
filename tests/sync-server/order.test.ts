import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/lib/changes/change.ts';
import { MOST_WAITING } from '../../sync-server/sequencer.ts';
import { opening, smallCounty, submitting, TOWN, VILLAGE, type SmallCounty } from './small-county.ts';
import type { TestDevice } from './test-device.ts';
import type { TestLine } from './test-line.ts';

const note = (text: string) => ({ type: 'note', text });

describe('place and standing', () => {
	let town: SmallCounty;
	let agent: TestDevice;
	let window: TestDevice;
	let line: TestLine;
	let windowLine: TestLine;
	beforeEach(async () => {
		town = await smallCounty();
		agent = await town.enrol(VILLAGE, 'agent');
		window = await town.enrol(TOWN, 'window');
		line = await agent.connect();
		windowLine = await window.connect();
		line.take();
		windowLine.take();
	});

	async function push(by: TestLine, ...lines: string[]): Promise<void> {
		by.send({ type: 'push', lines });
		await town.settle();
	}

	test('P30: what comes before its chain or what it saw waits, and says for what', async () => {
		const open = await agent.write('case/one', opening);
		const noted = await agent.write('case/one', note('户口簿'), { seen: [open.id] });
		const seenByOther = await window.write('case/one', note('电话核实'), { seen: [noted.id] });
		await push(windowLine, seenByOther.line);
		expect(windowLine.take()).toEqual([
			{ type: 'waiting', changes: [{ id: seenByOther.id, missing: [noted.id] }] }
		]);
		await push(line, noted.line);
		expect(line.take()).toEqual([{ type: 'waiting', changes: [{ id: noted.id, missing: [open.id] }] }]);
		expect(town.storage.changesOf('case/one').every(({ receipt }) => receipt === null)).toBe(true);
	});

	test('P31: one commit places all that waited, and both authors hear of theirs', async () => {
		const open = await agent.write('case/one', opening);
		const noted = await agent.write('case/one', note('户口簿'), { seen: [open.id] });
		const seenByOther = await window.write('case/one', note('电话核实'), { seen: [noted.id] });
		await push(windowLine, seenByOther.line);
		await push(line, noted.line);
		town.restart();
		[line, windowLine] = [await agent.connect(), await window.connect()];
		line.take();
		windowLine.take();
		await push(line, open.line);
		const mine = await line.takeReceipts();
		const theirs = await windowLine.takeReceipts();
		const places = [mine.get(open.id), mine.get(noted.id), theirs.get(seenByOther.id)].map(
			(r) => r?.pos ?? NaN
		);
		expect(places).toEqual([places[0], (places[0] ?? NaN) + 1, (places[0] ?? NaN) + 2]);
		expect(town.storage.waiting()).toEqual([]);
	});

	test('P32: what saw a refused change is refused, also if it came first; what only follows it is not', async () => {
		const refused = await agent.write('case/one', { type: 'open', unit: VILLAGE });
		const sawIt = await agent.write('case/one', note('见前'), { seen: [refused.id] });
		const follows = await agent.write('case/two', opening);
		await push(line, sawIt.line, follows.line);
		expect(line.takeTypes()).toEqual(['waiting']);
		await push(line, refused.line);
		const heard = line.take();
		const codes = heard.flatMap((message) => (message.type === 'refusals' ? message.changes : []));
		expect(codes).toEqual([
			{ id: refused.id, code: 'malformed-action' },
			{ id: sawIt.id, code: 'depends-on-refused' }
		]);
		expect(town.storage.change(follows.id)?.receipt).toMatchObject({ standing: 'ok' });
	});

	test('P33: the county’s clock may be set back, its record’s time goes on', async () => {
		const open = await agent.write('case/one', opening);
		await push(line, open.line);
		const before = town.storage.sequence();
		town.time.now = () => before.time - 86_400_000;
		const noted = await agent.write('case/one', note('补充'), { seen: [open.id] });
		await push(line, noted.line);
		expect(town.storage.sequence()).toEqual({ epoch: 1, pos: before.pos + 1, time: before.time });
	});

	test('P34: what a revoked device still hands over is held', async () => {
		const open = await agent.write('case/one', opening);
		await town.decree({ type: 'revokeDevice', device: agent.id, reason: '遗失' });
		await town.settle();
		line.take();
		await push(line, open.line);
		expect((await line.takeReceipts()).get(open.id)?.standing).toBe('held');
		expect(town.storage.stateOf('case/one')?.state).toMatchObject({ number: null });
	});

	test('P34: an honest change by someone whose role ended meanwhile is late', async () => {
		const open = await agent.write('case/one', opening);
		await town.decree({ type: 'endRole', clerk: 'agent', unit: VILLAGE, role: 'agent' });
		await push(line, open.line);
		expect((await line.takeReceipts()).get(open.id)?.standing).toBe('late-role');
	});

	test('P34: the end of a role takes no right away that another role still gives', async () => {
		await town.decree({ type: 'grantRole', clerk: 'agent', unit: VILLAGE, role: 'officer' });
		const directory = town.storage.sequence().pos;
		const open = await agent.write('case/one', opening, { known: { directory } });
		await town.decree({ type: 'endRole', clerk: 'agent', unit: VILLAGE, role: 'officer' });
		await push(line, open.line);
		expect((await line.takeReceipts()).get(open.id)?.standing).toBe('ok');
	});

	test('P35: a device of which too much waits is cut off, and goes on when what it waited for has come', async () => {
		const open = await agent.write('case/one', opening);
		const later: Change[] = [];
		for (let i = 0; i <= MOST_WAITING; i++) later.push(await agent.write('case/one', note(`${i}`)));
		for (let i = 0; i < MOST_WAITING; i += 500) {
			await push(line, ...later.slice(i, i + 500).map((change) => change.line));
			expect(line.takeTypes()).toEqual(['waiting']);
		}
		const [last] = later.slice(-1);
		await push(line, last?.line ?? '');
		expect(line.take()).toEqual([{ type: 'fault', code: 'too-many-waiting' }]);
		expect(town.storage.waiting()).toHaveLength(MOST_WAITING);

		line = await agent.connect();
		line.take();
		await push(line, open.line);
		await push(line, last?.line ?? '');
		expect(town.storage.waiting()).toEqual([]);
		expect(town.storage.change(last?.id ?? '')?.receipt).not.toBeNull();
	});

	test('the row of state is what the fold makes of the whole record', async () => {
		const open = await agent.write('case/one', opening);
		const submit = await agent.write('case/one', submitting, { seen: [open.id] });
		await push(line, open.line, submit.line);
		const receive = await window.write('case/one', { type: 'receive', unit: TOWN }, { seen: [submit.id] });
		await push(windowLine, receive.line);
		expect(town.storage.stateOf('case/one')).toMatchObject({
			readers: [TOWN, VILLAGE],
			state: { stage: 'received', holder: TOWN, number: opening.number }
		});
	});
});
