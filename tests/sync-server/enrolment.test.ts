import { beforeEach, describe, expect, test } from 'vitest';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import { DIRECTORY, opening, smallCounty, VILLAGE, type SmallCounty } from './small-county.ts';

describe('enrolment', () => {
	let town: SmallCounty;
	beforeEach(async () => {
		town = await smallCounty();
	});
	const enrol = (line: string) => town.through(town.county.enrol(line));

	test('P50: answers the whole directory with receipts, the new device in it', async () => {
		const { device, first } = await town.newDevice(VILLAGE, 'agent');
		const enrolled = await enrol(first.line);
		if (!enrolled.ok) throw new Error(enrolled.code);
		const receipts = await verifyReceipts(enrolled.sheet);
		expect(receipts).toHaveLength(town.storage.changesOf(DIRECTORY).length);
		expect(enrolled.lines.at(-1)).toBe(first.line);
		expect(town.county.directory().devices[device.id]).toMatchObject({ unit: VILLAGE, block: 1 });
	});

	test('P50: a lost answer costs nothing, also when no use is left', async () => {
		const all = [];
		for (const name of ['one', 'two', 'three']) {
			all.push((await town.newDevice(VILLAGE, 'agent', `device-${name}`)).first);
		}
		for (const { line } of all) expect(await enrol(line)).toMatchObject({ ok: true });
		expect(await enrol(all[0]?.line ?? '')).toMatchObject({ ok: true });
		const blocks = Object.values(town.county.directory().devices).filter(({ unit }) => unit === VILLAGE);
		expect(blocks.map(({ block }) => block)).toEqual([1, 2, 3]);
		const fourth = await town.newDevice(VILLAGE, 'agent', 'device-four');
		expect(await enrol(fourth.first.line)).toEqual({ ok: false, code: 'invite-used-up' });
	});

	test('P50: of four at once for three uses one comes too late', async () => {
		const names = ['one', 'two', 'three', 'four'];
		const firsts = await Promise.all(
			names.map(async (name) => (await town.newDevice(VILLAGE, 'agent', `device-${name}`)).first)
		);
		const answers = await town.through(Promise.all(firsts.map(({ line }) => town.county.enrol(line))));
		expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
		expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'invite-used-up' });
	});

	test('P8, P50: a revoked device gets no directory by sending its first change again', async () => {
		const { device, first } = await town.newDevice(VILLAGE, 'agent');
		expect(await enrol(first.line)).toMatchObject({ ok: true });
		await town.decree({ type: 'revokeDevice', device: device.id, reason: '遗失' });
		expect(await enrol(first.line)).toEqual({ ok: false, code: 'invite-used-up' });
	});

	test('P50: an invite that is unknown or too old enrols nobody, nor does another change', async () => {
		const { device, first } = await town.newDevice(VILLAGE, 'agent');
		const action = first.body?.action ?? { type: 'enrol' };
		Object.assign(device.head, { seq: 0, id: null });
		const forged = await device.write(DIRECTORY, action, { signer: await town.newSigner() });
		expect(await enrol(forged.line)).toEqual({ ok: false, code: 'unknown-invite' });
		town.time.advance(86_400_001);
		expect(await enrol(first.line)).toEqual({ ok: false, code: 'invite-expired' });
		const other = await device.write('case/one', opening, { signer: town.inviteOf(VILLAGE) });
		expect(await enrol(other.line)).toEqual({ ok: false, code: 'malformed' });
		expect(await enrol('not a change')).toEqual({ ok: false, code: 'malformed' });
	});
});
