import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addNote } from '../../src/lib/commands/add-note.ts';
import { CountyProcess, type DemoAccount } from '../e2e/county-process.ts';
import { casesAtCounty } from '../e2e/county-record.ts';
import { deskOf } from '../e2e/day-at-the-desk.ts';
import { nodeDevice, type NodeDevice } from '../e2e/node-device.ts';
import { catalogueItems } from '../../src/lib/domain/catalogue-version.ts';
import { demoContent } from '../../sync-server/demo/content.ts';
import { neighbour } from '../support/busy-county/people.ts';
import { seededRandom } from '../support/seeded-random.ts';

// Each command is a process of its own, beside a server that runs.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const [ITEM] = catalogueItems(demoContent());
const VILLAGE = '532822103202';
const TOWNSHIP = '532822103';
const patient = { timeout: 60_000, interval: 50 };

let county: CountyProcess;
let accounts: DemoAccount[];
let folder: string;
let devices: NodeDevice[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'yizhan-backup-'));
	county = await CountyProcess.start();
	accounts = await county.accounts();
	devices = [];
});
afterEach(async () => {
	for (const device of devices) device.close();
	await county.end();
	rmSync(folder, { recursive: true, force: true });
});

function yizhan(...args: string[]) {
	return spawnSync(process.execPath, ['sync-server/yizhan.ts', ...args], {
		env: { ...process.env, DATA_DIR: county.dataDir },
		encoding: 'utf8'
	});
}

async function device(account: string): Promise<NodeDevice> {
	const who = accounts.find((one) => one.account === account);
	if (!who) throw new Error(`no account ${account}`);
	const one = await nodeDevice(county.origin, who);
	devices.push(one);
	return one;
}

const nothingWaits = () =>
	vi.waitFor(async () => {
		for (const { station, line } of devices) {
			// One that the restored county does not know tries again after a minute only.
			if (line.state().status === 'off') line.wake();
			expect(line.state().status).toBe('on');
			expect(await station.outbox(1)).toEqual([]);
		}
	}, patient);

const epoch = async () =>
	((await (await fetch(`${county.origin}/healthz`)).json()) as { epoch: number }).epoch;

test('P54 a county that goes back to an old backup while it runs gets all back that devices have: nothing is lost or doubled', async () => {
	if (!ITEM) throw new Error('no item');
	const village = await device('cun1');
	const township = await device('zhen2');
	const [desk, counter] = [deskOf(village, VILLAGE), deskOf(township, TOWNSHIP)];
	const random = seededRandom(5);
	const before = await desk.takeIn(neighbour(random, '曼国村'), ITEM, TOWNSHIP);
	await nothingWaits();

	const file = join(folder, 'county.backup');
	expect(yizhan('backup', file)).toMatchObject({ status: 0, stderr: '' });
	expect(readFileSync(file).includes(readFileSync(join(county.dataDir, 'keys/receipt.key')))).toBe(false);

	// Acknowledged after the backup: a receipt, another case, and a device with a clerk that the backup has not.
	await vi.waitFor(async () => expect(await township.station.caseRows()).toHaveLength(1), patient);
	await counter.receive(before.doc);
	const after = await desk.takeIn(neighbour(random, '曼国村'), ITEM, TOWNSHIP);
	await nothingWaits();
	const late = await device('zhen1');
	await vi.waitFor(async () => expect(await late.station.caseRows()).toHaveLength(2), patient);
	expect(await addNote(late.station, after.doc, { text: '已电话告知' })).toMatchObject({ ok: true });
	await nothingWaits();
	const record = () =>
		casesAtCounty(county.dataDir)
			.map(({ doc, number, stage, types }) => ({ doc, number, stage, types: types.sort() }))
			.sort((a, b) => (a.doc < b.doc ? -1 : 1));
	const whole = record();
	expect(whole.map(({ stage }) => stage).sort()).toEqual(['received', 'submitted']);

	expect(yizhan('restore', file)).toMatchObject({ status: 0, stderr: '' });
	expect(await epoch()).toBe(2);
	await vi.waitFor(() => expect(record()).toEqual(whole), patient);
	await nothingWaits();

	const shown = await Promise.all(
		devices.map(async ({ station }) => {
			expect((await station.onTheRoad()).quarantined).toEqual([]);
			const rows = (await station.caseRows()).map(({ doc, stage, place }) => ({ doc, stage, place }));
			return rows.sort((a, b) => (a.doc < b.doc ? -1 : 1));
		})
	);
	for (const rows of shown) {
		expect(rows).toEqual(whole.map(({ doc, stage }) => ({ doc, stage, place: 'county' })));
	}
	// And it goes on.
	await counter.receive(after.doc);
	await nothingWaits();
	expect(record().map(({ stage }) => stage)).toEqual(['received', 'received']);
	// A proof that a device keeps of the county's log holds, and goes on with it.
	const kept = join(folder, 'kept.checkpoint');
	await vi.waitFor(async () => {
		const { epoch: of, note = '' } = (await village.station.recordProof()) ?? {};
		expect(of).toBe(2);
		writeFileSync(kept, note);
	}, patient);
	const proof = yizhan('verify', county.dataDir, '--json', '--checkpoint', kept);
	expect(JSON.parse(proof.stdout)).toMatchObject({ whole: true, findings: [] });
});

test('what is no backup, is of another county, or would be overwritten changes nothing', async () => {
	const file = join(folder, 'county.backup');
	expect(yizhan('backup', file).status).toBe(0);
	expect(yizhan('backup', file)).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('there already') as string
	});
	const torn = join(folder, 'torn');
	writeFileSync(torn, readFileSync(file).subarray(0, 20_000));
	writeFileSync(join(folder, 'text'), 'not a backup');
	const large = join(folder, 'large');
	writeFileSync(large, 'larger than memory');
	truncateSync(large, 3 * 1024 ** 3);
	for (const name of ['torn', 'text', 'nothing', 'large']) {
		expect(yizhan('restore', join(folder, name))).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('nothing was changed') as string
		});
	}
	expect(existsSync(`${file}.part`)).toBe(false);
	expect(await epoch()).toBe(1);
});

test('a county whose disk is gone comes back on a new one, once its keys are put back', async () => {
	const village = await device('cun1');
	await deskOf(village, VILLAGE).takeIn(neighbour(seededRandom(5), '曼国村'), ITEM as never, TOWNSHIP);
	await nothingWaits();
	const file = join(folder, 'county.backup');
	const halfWritten = join(county.dataDir, 'photographs', `${'A'.repeat(43)}.0123456789ab`);
	writeFileSync(halfWritten, 'half a photograph');
	expect(yizhan('backup', file).status).toBe(0);
	expect(readFileSync(file).includes('half a photograph')).toBe(false);
	rmSync(halfWritten);
	const cases = casesAtCounty(county.dataDir);
	await county.stop();
	rmSync(join(county.dataDir, 'county.sqlite'));
	rmSync(join(county.dataDir, 'catalogue'), { recursive: true });
	const restored = yizhan('restore', file);
	expect(restored).toMatchObject({ status: 0, stderr: '' });
	expect(restored.stdout).not.toContain('put back the folder');
	await county.start();
	expect(casesAtCounty(county.dataDir)).toEqual(cases);
	await nothingWaits();
	expect(yizhan('verify', county.dataDir).status).toBe(0);
});
