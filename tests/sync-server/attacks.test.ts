import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Change } from '../../src/lib/changes/change.ts';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { opening, smallCounty, TOWN, VILLAGE, type SmallCounty } from './small-county.ts';
import type { TestDevice } from './test-device.ts';
import type { TestLine } from './test-line.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What one attack may cost the county: processor time, ms, and memory, bytes (design §7). */
const MOST_MS = 10;
const MOST_BYTES = 10_000_000;
const TIMES = 5;

let town: SmallCounty;
let agent: TestDevice;
let window: TestDevice;
let line: TestLine;
let opened: Change;

beforeEach(async () => {
	town = await smallCounty();
	agent = await town.enrol(VILLAGE, 'agent');
	window = await town.enrol(TOWN, 'window');
	line = await agent.connect();
	opened = await agent.write('case/one', opening);
	line.send({ type: 'push', lines: [opened.line] });
	await town.settle();
	line.take();
});

/** Bytes; what was asked for and not yet collected is in it. */
function inUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

type Attack = {
	what: string;
	says: string;
	/** The lines of the push; a new one each time. */
	lines: () => Promise<string[]>;
};

const edit = async (update: Uint8Array) => {
	const action = { type: 'edit', keys: ['applicant.name'], update: toBase64Url(new Uint8Array(update)) };
	return [(await agent.write('case/one', action, { seen: [opened.id] })).line];
};
const writtenBy = (signer: TestDevice['signer']) => async () => [
	(await agent.write('case/one', { type: 'note', text: '假' }, { signer })).line
];
/** A signed line in which the case's name is exchanged, as if it had been written there. */
const moved = async () => {
	const { line: text } = await agent.write('case/one', { type: 'note', text: '搬走' });
	Object.assign(agent.head, { seq: agent.head.seq - 1, id: opened.id });
	return [text.replace('case/one', 'case/two')];
};
const BILLION = [0x80, 0x94, 0xeb, 0xdc, 3];
const NAME = [0x28, 1, 4, 102, 111, 114, 109, 1, 97];

const attacks: Attack[] = [
	{
		what: 'an update in the second encoding',
		says: 'unsafe-update',
		lines: () => {
			const doc = new Y.Doc();
			doc.getMap('form').set('applicant.name', '岩温');
			return edit(Y.encodeStateAsUpdateV2(doc));
		}
	},
	{ what: 'a billion clients', says: 'unsafe-update', lines: () => edit(Uint8Array.from(BILLION)) },
	{
		what: 'a struct of a billion parts',
		says: 'unsafe-update',
		lines: () => edit(Uint8Array.from([1, 1, 5, 0, ...NAME, ...BILLION, 126, 0]))
	},
	{
		what: 'a clock of a billion',
		says: 'unsafe-update',
		lines: () => edit(Uint8Array.from([1, 1, 5, ...BILLION, ...NAME, 1, 126, 0]))
	},
	{
		what: 'a billion deletions',
		says: 'unsafe-update',
		lines: () => edit(Uint8Array.from([1, 1, 5, 0, ...NAME, 1, 126, 1, 6, ...BILLION]))
	},
	{
		what: 'lists in lists, 100,000 deep',
		says: 'unsafe-update',
		lines: () => edit(Uint8Array.from([1, 1, 5, 0, ...NAME, 1, ...new Array<number>(100_000).fill(117)]))
	},
	{
		what: '__proto__ as a key of a form',
		says: 'unsafe-update',
		lines: () => {
			const doc = new Y.Doc();
			doc.getMap('form').set('__proto__', 1);
			return edit(Y.encodeStateAsUpdate(doc));
		}
	},
	{
		what: 'an action with a list as long as a frame',
		says: 'malformed-action',
		lines: async () => {
			const keys = new Array<string>(60_000).fill('k');
			return [(await agent.write('case/one', { type: 'edit', keys, update: 'AA' })).line];
		}
	},
	{
		what: 'a change signed with another’s key',
		says: 'wrong-device',
		lines: () => writtenBy(window.clerkSigner)()
	},
	{ what: 'a change moved into another case', says: 'wrong-signature', lines: moved },
	{
		what: 'another change at a place that is taken',
		says: 'seq-taken',
		lines: async () => {
			const place = { seq: opened.envelope.seq, prev: opened.envelope.prev };
			return [(await agent.write('case/one', { type: 'note', text: '顶替' }, place)).line];
		}
	},
	{
		what: 'a chain that names another end',
		says: 'chain-broken',
		lines: async () => [(await agent.write('case/one', opening, { prev: null })).line]
	},
	{ what: 'a megabyte of nothing', says: 'too-large', lines: async () => ['x'.repeat(1_000_000)] },
	{
		what: 'brackets, 100,000 deep',
		says: 'malformed',
		lines: async () => [`${opened.line.split('\t')[0] ?? ''}\t${'['.repeat(100_000)}\t{}`]
	}
];

test.each(attacks)(
	'P12 P20 P21 P23 P24: $what is refused, and costs next to nothing',
	async ({ says, lines }) => {
		const costs: { ms: number; bytes: number }[] = [];
		for (let i = 0; i < TIMES; i++) {
			const text = await lines();
			// A copy that shows itself ends its line (P7); each try has one of its own.
			if (!line.isOpen()) {
				const { seq, id } = town.storage.chainHead(agent.id);
				line = await agent.connect({ seq, head: id });
			}
			line.take();
			collect();
			const memory = inUse();
			const before = process.cpuUsage();
			line.send({ type: 'push', lines: text });
			await town.settle();
			const { user, system } = process.cpuUsage(before);
			costs.push({ ms: (user + system) / 1000, bytes: inUse() - memory });
			const refused = line.take().find((message) => message.type === 'refusals');
			expect(refused?.changes[0]?.code).toBe(says);
		}
		// What else the machine does only adds: the least is what the attack itself costs.
		expect(Math.min(...costs.map(({ ms }) => ms))).toBeLessThan(MOST_MS);
		expect(Math.min(...costs.map(({ bytes }) => bytes))).toBeLessThan(MOST_BYTES);
	}
);
