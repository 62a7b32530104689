import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../src/lib/changes/change.ts';
import { editForm } from '../../src/lib/documents/case/form.ts';
import { makeCaseNumber } from '../../src/lib/domain/case-number.ts';
import type { CountyReady } from './county-process.ts';
import { memoryDevice, type MemoryDevice } from './memory-device.ts';
import { between, startProcess } from './served-process.ts';

const CASES = 1000;
const CHANGED_HERE = 20;
const CHANGED_THERE = 20;
const ROUNDS = 5;
const NOTE = { type: 'note', text: '材料齐全符合法定形式' };

type Wire = 'raw' | 'deflate';

async function withCounty<T>(
	villages: number,
	work: (county: Awaited<ReturnType<typeof startProcess<CountyReady>>>) => Promise<T>
): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
	const county = await startProcess<CountyReady>('./county-process.ts', [folder, String(villages)]);
	try {
		return await work(county);
	} finally {
		county.stop();
		rmSync(folder, { recursive: true });
	}
}

/** A case as the peers' is: 25 fields, and twelve changes in all. */
async function writeCase(device: MemoryDevice, unit: string, index: number): Promise<Change[]> {
	const doc = `case/${String(index).padStart(26, '0')}`;
	const item = { code: 'MZ-001', version: 'A'.repeat(43) };
	const place = { unit, date: '2026-11-23', block: 1 };
	const number = makeCaseNumber({ ...place, serial: index + 1, random2: new Uint8Array(2) });
	const fields = Array.from(
		{ length: 25 },
		(_, field) => [`form.field${field}`, `值${index}-${field}`] as const
	);
	const edit = { type: 'edit', ...editForm('', Object.fromEntries(fields), 1 + index) };
	const changes: Change[] = [];
	for (const action of [
		{ type: 'open', number, item, unit, by: 'self' },
		edit,
		...Array.from({ length: 10 }, () => NOTE)
	]) {
		changes.push(
			await device.write(
				doc,
				action,
				changes.slice(-1).map(({ id }) => id)
			)
		);
	}
	return changes;
}

/** A township opens in the morning: it holds 1,000 cases; 20 were changed here, 20 others in the village. */
export async function reconnect(wire: Wire) {
	return withCounty(1, async (county) => {
		const [townDesk, villageDesk] = county.ready.desks;
		if (!townDesk || !villageDesk) throw new Error('no desks');
		const [town, village] = [
			await memoryDevice(townDesk, county.ready, wire === 'deflate'),
			await memoryDevice(villageDesk, county.ready)
		];
		village.connect();
		const heads: Change[] = [];
		for (let index = 0; index < CASES; index++) {
			const changes = await writeCase(village, villageDesk.unit, index);
			village.queue(changes);
			heads.push(...changes.slice(-1));
		}
		await village.settled();
		village.disconnect();

		const beganNew = performance.now();
		town.connect();
		await town.settled(CASES * 12);
		const newDeviceMs = performance.now() - beganNew;
		town.disconnect();

		const note = async (device: MemoryDevice, index: number) => {
			const head = heads[index];
			if (!head) throw new Error('no such case');
			return device.write(head.envelope.doc, NOTE, [head.id]);
		};
		const rounds: { ms: number; bytes: number }[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const [there, here]: Change[][] = [[], []];
			for (let i = 0; i < CHANGED_THERE; i++) there?.push(await note(village, i));
			village.queue(there ?? []);
			village.connect();
			await village.settled();
			village.disconnect();
			for (let i = 0; i < CHANGED_HERE; i++) here?.push(await note(town, CHANGED_THERE + i));
			town.queue(here ?? []);
			const before = await county.used();
			const began = performance.now();
			const others = town.held + CHANGED_THERE;
			town.connect();
			await town.settled(others);
			const ms = performance.now() - began;
			rounds.push({ ms, bytes: between(before, await county.used()).bytes });
			town.disconnect();
		}
		const median = (of: (round: (typeof rounds)[number]) => number) =>
			rounds.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
		return {
			scenario: 'reconnect',
			peer: wire === 'raw' ? 'yizhan' : 'yizhan, permessage-deflate',
			cases: CASES,
			changed: CHANGED_HERE + CHANGED_THERE,
			ms: Math.round(median((round) => round.ms)),
			kB: Number((median((round) => round.bytes) / 1000).toFixed(1)),
			newDeviceMs: Math.round(newDeviceMs)
		};
	});
}

/** How many changes a second the county verifies and has on its disk, from so many devices at once. */
export async function throughput(devices: number, each: number) {
	return withCounty(devices, async (county) => {
		const [, ...desks] = county.ready.desks;
		const loads = await Promise.all(
			desks.map(async (desk, index) => {
				const device = await memoryDevice(desk, county.ready);
				const changes: Change[] = [];
				for (let number = 0; changes.length < each; number++) {
					changes.push(...(await writeCase(device, desk.unit, index * each + number)));
				}
				device.connect();
				// The directory comes first, all of it but its own two changes.
				await device.settled(county.ready.directory - 2);
				return { device, changes };
			})
		);
		const total = loads.reduce((sum, { changes }) => sum + changes.length, 0);
		const before = await county.used();
		const began = performance.now();
		for (const { device, changes } of loads) device.queue(changes);
		await Promise.all(loads.map(({ device }) => device.settled()));
		const seconds = (performance.now() - began) / 1000;
		const { cpuMs } = between(before, await county.used());
		for (const { device } of loads) device.disconnect();
		return {
			scenario: 'durable',
			peer: 'yizhan',
			devices,
			changes: total,
			aSecond: Math.round(total / seconds),
			serverCpuUsEach: Math.round((cpuMs * 1000) / total)
		};
	});
}
