import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { toBase64Url } from '../../src/lib/platform/base64url.ts';
import { helloBytes } from '../../src/lib/protocol/request.ts';
import { opening, smallCounty, VILLAGE, type SmallCounty } from './small-county.ts';
import { restoreTables } from '../../sync-server/backup/restore.ts';
import { storageOn } from '../../sync-server/storage/sqlite.ts';
import type { TestDevice } from './test-device.ts';

describe('the line', () => {
	let town: SmallCounty;
	let agent: TestDevice;
	beforeEach(async () => {
		town = await smallCounty();
		agent = await town.enrol(VILLAGE, 'agent');
	});

	test('P1: a frame that is no message ends the line', async () => {
		const line = await agent.connect();
		line.take();
		line.sendText('{"type":"drop"}');
		await line.settle();
		expect(line.take()).toEqual([{ type: 'fault', code: 'bad-frame' }]);
		expect(line.isOpen()).toBe(false);
	});

	test('P2: the county speaks first, and never twice the same', async () => {
		const [one] = (await town.openLine()).take();
		const [two] = (await town.openLine()).take();
		expect(one).toMatchObject({ type: 'challenge' });
		expect(one).not.toEqual(two);
	});

	test('P2: nothing is taken before hello, nor a second hello', async () => {
		const line = await town.openLine();
		line.take();
		line.send({ type: 'push', lines: [] });
		await line.settle();
		expect(line.take()).toEqual([{ type: 'fault', code: 'bad-frame' }]);

		const again = await agent.connect();
		again.take();
		const proof = 'A'.repeat(86);
		const place = { seq: 0, head: null, epoch: 0, cursor: 0, own: false, release: 0 };
		again.send({ type: 'hello', protocol: 1, device: agent.id, proof, ...place });
		await again.settle();
		expect(again.take()).toEqual([{ type: 'fault', code: 'bad-frame' }]);
	});

	test.each([
		['old-protocol', { protocol: 0 }],
		['new-protocol', { protocol: 2 }],
		['unknown-device', { device: 'device-of-nobody' }],
		['unknown-device', { device: 'constructor' }],
		['wrong-proof', { proof: 'A'.repeat(86) }]
	])('P3, P4: %s closes the line', async (code, said) => {
		const line = await agent.connect(said);
		expect(line.take()).toEqual([{ type: 'fault', code }]);
		expect(line.isOpen()).toBe(false);
	});

	test('a disk that fails while a line closes takes nobody else’s line down', async () => {
		const line = await agent.connect();
		town.storage.touch = () => {
			throw new Error('the disk is gone');
		};
		line.pair.device.close();
		await line.settle();
		expect(town.failures).toHaveLength(1);
		expect((await town.openLine()).take()).toMatchObject([{ type: 'challenge' }]);
	});

	test('P3: a proof for one line is none for another', async () => {
		const first = await town.openLine();
		const [challenge] = first.take();
		if (challenge?.type !== 'challenge') throw new Error('no challenge');
		const proof = toBase64Url(await agent.signer.sign(helloBytes(challenge.nonce, agent.id)));
		const line = await agent.connect({ proof });
		expect(line.take()).toEqual([{ type: 'fault', code: 'wrong-proof' }]);
	});

	test('P5: welcome tells time, epoch, release and what the county has of the chain', async () => {
		town.county.tellRelease(3);
		const line = await agent.connect();
		expect(line.take()[0]).toMatchObject({
			type: 'welcome',
			time: town.time.now(),
			epoch: 1,
			release: 3,
			seq: 2,
			limits: { pushChanges: 200 }
		});
	});

	test('P6: a chain shorter than the county’s was restored from older data', async () => {
		const line = await agent.connect({ seq: 1, head: 'A'.repeat(43) });
		expect(line.take()).toEqual([{ type: 'fork', seq: 2, head: agent.head.id }]);
		expect(line.isOpen()).toBe(false);
	});

	test('P6: a chain with another end was copied', async () => {
		const line = await agent.connect({ head: 'A'.repeat(43) });
		expect(line.takeTypes()).toEqual(['fork']);
	});

	test('P6: a longer chain is what a device has after work offline', async () => {
		await agent.write('case/one', opening);
		const line = await agent.connect();
		expect(line.takeTypes()).toEqual(['welcome', 'feed']);
	});

	test('P7: a copy shows itself by what it pushes', async () => {
		const copied = { ...agent.head };
		const line = await agent.connect();
		const mine = await agent.write('case/one', opening);
		line.send({ type: 'push', lines: [mine.line] });
		await town.settle();
		line.take();

		Object.assign(agent.head, copied);
		const copys = await agent.write('case/two', opening);
		line.send({ type: 'push', lines: [copys.line] });
		await town.settle();
		expect(line.take()).toEqual([
			{ type: 'refusals', changes: [{ id: copys.id, code: 'seq-taken' }] },
			{ type: 'fork', seq: 3, head: mine.id }
		]);
		expect(line.isOpen()).toBe(false);
		expect(town.storage.change(mine.id)?.receipt).not.toBeNull();
	});

	test('P8: a revoked device hears it on its open line and at hello, and gets no feed', async () => {
		const line = await agent.connect();
		line.take();
		await town.decree({ type: 'revokeDevice', device: agent.id, reason: '遗失' });
		await town.settle();
		expect(line.takeTypes()).toEqual(['revoked']);
		const again = await agent.connect();
		expect(again.takeTypes()).toEqual(['revoked']);
	});

	test('P54: a device that enrolled after the backup is no revoked one when the backup is restored under its open line', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'yizhan-line-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = join(folder, 'county.backup');
		const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
		town = await smallCounty(() => storageOn(database));
		const { pos } = town.storage.sequence();
		database.prepare('VACUUM INTO ?').run(file);
		const late = await town.enrol(VILLAGE, 'agent');
		const line = await late.connect();
		line.take();
		restoreTables(database, file, { epoch: 1, pos }, []);
		await town.decree({ type: 'revokeDevice', device: 'command-line', reason: '遗失' });
		await town.settle();
		expect(line.takeTypes()).not.toContain('revoked');
	});

	test('P9: ping is answered, also before hello', async () => {
		const line = await town.openLine();
		line.take();
		line.send({ type: 'ping' });
		await line.settle();
		expect(line.take()).toEqual([{ type: 'pong' }]);
	});

	test('P51: a release is told on every open line', async () => {
		const line = await agent.connect();
		line.take();
		town.county.tellRelease(4);
		await line.settle();
		expect(line.take()).toEqual([{ type: 'notice', about: 'release', release: 4 }]);
	});
});
