import { beforeEach, describe, expect, test } from 'vitest';
import type { Body, Change } from '../../src/lib/changes/change.ts';
import { editForm } from '../../src/lib/documents/case/form.ts';
import {
	DIRECTORY,
	opening,
	openingOf,
	OTHER_VILLAGE,
	smallCounty,
	TOWN,
	VILLAGE,
	type SmallCounty
} from './small-county.ts';
import type { Otherwise, TestDevice } from './test-device.ts';
import type { TestLine } from './test-line.ts';

describe('the gate', () => {
	let town: SmallCounty;
	let agent: TestDevice;
	let window: TestDevice;
	let line: TestLine;
	beforeEach(async () => {
		town = await smallCounty();
		agent = await town.enrol(VILLAGE, 'agent');
		window = await town.enrol(TOWN, 'window');
		line = await agent.connect();
		line.take();
	});

	/** What the county says to this change: a refusal's code, or how it stands. */
	async function says(change: Change, by: TestLine = line): Promise<string> {
		by.send({ type: 'push', lines: [change.line] });
		await town.settle();
		for (const message of by.take()) {
			if (message.type === 'refusals') return message.changes[0]?.code ?? '';
			if (message.type === 'receipts' || message.type === 'waiting') return message.type;
		}
		return 'nothing';
	}

	const write = (otherwise: Otherwise = {}, action: Change['body'] = null) =>
		agent.write('case/one', action?.action ?? opening, otherwise);

	test('P20: a clerk’s key writes for the device it is bound to', async () => {
		expect(await says(await write({ signer: window.clerkSigner }))).toBe('wrong-device');
	});

	test('P20: a key nobody knows writes nothing, nor does a device’s own key write a case', async () => {
		expect(await says(await write({ signer: await town.newSigner() }))).toBe('unknown-key');
		const other = await town.enrol(VILLAGE, 'agent-two');
		const otherLine = await other.connect();
		otherLine.take();
		const byDevice = await other.write('case/one', opening, { signer: other.signer });
		expect(await says(byDevice, otherLine)).toBe('unknown-key');
	});

	test('P20: a found county is not founded again, and the root has no other’s name', async () => {
		const found = { type: 'found', county: '532822', name: '勐海县' };
		const stranger = await agent.write(DIRECTORY, found, { signer: await town.newSigner() });
		expect(await says(stranger)).toBe('unknown-key');
		const unit = { type: 'endRole', clerk: 'agent', unit: VILLAGE, role: 'agent' };
		const asDevice = await window.write(DIRECTORY, unit, { signer: town.root });
		expect(await says(asDevice)).toBe('wrong-device');
	});

	test('P21: the first change has none before it, each other names the one before it', async () => {
		expect(await says(await write({ prev: null }))).toBe('chain-broken');
		const next = await town.enrol(VILLAGE, 'agent-two');
		const nextLine = await next.connect();
		nextLine.take();
		const skipped = await next.write('case/one', opening, { prev: 'A'.repeat(43) });
		expect(await says(skipped, nextLine)).toBe('chain-broken');
	});

	test.each([
		['a later epoch', { epoch: 2 }],
		['a directory change to come', { directory: 1_000_000 }],
		['a receipt to come', { time: Date.UTC(2040, 0, 1) }]
	])('P22: nobody knows %s', async (_, known) => {
		expect(await says(await write({ known }))).toBe('impossible-known');
	});

	test('P23: a known action has its form; an unknown one is kept for a newer app', async () => {
		const nameless = await agent.write('case/one', { type: 'open', unit: VILLAGE });
		expect(await says(nameless)).toBe('malformed-action');
		const later = await agent.write('case/one', { type: 'appraise', stars: 5 });
		expect(await says(later)).toBe('receipts');
		expect(await says(await agent.write('case/one', { type: 'constructor' }))).toBe('receipts');
	});

	test('P23: a document of an unknown kind, or another county’s directory, is none of ours', async () => {
		expect(await says(await agent.write('desk/one', opening))).toBe('unknown-document');
		const elsewhere = { type: 'revokeDevice', device: window.id, reason: '遗失' };
		expect(await says(await agent.write('directory/530000', elsewhere))).toBe('unknown-document');
	});

	test('P23: a change without its body says nothing', async () => {
		const open = await write();
		const bodiless = { ...open, line: open.line.replace(/\t[^\t]*$/, '\t') };
		expect(await says(bodiless)).toBe('body-missing');
	});

	test('P24: an update that Yjs should not see is refused, a form’s own passes', async () => {
		const open = await write();
		expect(await says(open)).toBe('receipts');
		const { keys, update } = editForm('', { 'applicant.name': '岩温' }, 7);
		const edit = await agent.write('case/one', { type: 'edit', keys, update }, { seen: [open.id] });
		expect(await says(edit)).toBe('receipts');
		const bomb = { type: 'edit', keys, update: 'Af____8HAAA' };
		expect(await says(await agent.write('case/one', bomb))).toBe('unsafe-update');
	});

	test('P25: a key is bound only within ten minutes of the right password on that device', async () => {
		const bind = async () => {
			const { key } = await town.newSigner();
			return agent.write(DIRECTORY, { type: 'bindKey', clerk: 'agent-two', key }, { signer: agent.signer });
		};
		expect(await says(await bind())).toBe('not-signed-in');
		town.county.signIns.remember(window.id, 'agent-two');
		town.county.signIns.remember(agent.id, 'agent');
		expect(await says(await bind())).toBe('not-signed-in');
		town.county.signIns.remember(agent.id, 'agent-two');
		town.time.advance(10 * 60_000);
		expect(await says(await bind())).toBe('not-signed-in');
		town.county.signIns.remember(agent.id, 'agent-two');
		expect(await says(await bind())).toBe('receipts');
	});

	test('P27: a case bears a whole number of its device’s own block', async () => {
		const open = (number: string) => write({}, { salt: '', action: { ...opening, number } });
		expect(await says(await write({}, { salt: '', action: openingOf(2) }))).toBe('foreign-number');
		expect(await says(await write({}, { salt: '', action: openingOf(1, OTHER_VILLAGE) }))).toBe(
			'foreign-number'
		);
		expect(await says(await open('2026-0001'))).toBe('foreign-number');
		expect(await says(await open(opening.number.replace('0001', '0002')))).toBe('foreign-number');
		expect(await says(await open(opening.number.toLowerCase()))).toBe('foreign-number');
		expect(await says(await open(opening.number))).toBe('receipts');
	});

	test('P27: what is written anew after a fork keeps the number on its paper, of any block that was given', async () => {
		const again = await town.enrol(VILLAGE, 'agent-two');
		const anew = (action: Body['action']) => again.write('case/one', action, { redoes: 'A'.repeat(43) });
		const lineOfAgain = await again.connect();
		lineOfAgain.take();
		expect(await says(await anew(openingOf(9)), lineOfAgain)).toBe('foreign-number');
		expect(await says(await anew(openingOf(1)), lineOfAgain)).toBe('receipts');
	});

	test('P26: a refused change keeps its place, so the chain goes on; pushed again it is refused again', async () => {
		const refused = await agent.write('case/one', { type: 'open', unit: VILLAGE });
		expect(await says(refused)).toBe('malformed-action');
		expect(await says(await agent.write('case/two', opening))).toBe('receipts');
		expect(await says(refused)).toBe('malformed-action');
		town.restart();
		line = await agent.connect();
		expect(line.take()[0]).toMatchObject({ type: 'welcome', seq: 4 });
		expect(await says(refused)).toBe('malformed-action');
	});

	test('P26: nobody uses up a place in another’s chain', async () => {
		const stranger = await town.newSigner();
		const forged = await window.write('case/one', opening, { signer: stranger });
		expect(await says(forged)).toBe('unknown-key');
		Object.assign(window.head, { seq: forged.envelope.seq - 1, id: forged.envelope.prev });
		const windowLine = await window.connect();
		windowLine.take();
		expect(await says(await window.write('case/two', { type: 'note', text: '咨询' }), windowLine)).toBe(
			'receipts'
		);
	});
});
