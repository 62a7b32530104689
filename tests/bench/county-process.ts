// The county of a benchmark: the production core over SQLite on disk, one village for each device.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { verifyReceipts } from '../../src/lib/changes/receipt.ts';
import { writeChange, type Known } from '../../src/lib/changes/change.ts';
import type { DirectoryAction, UnitEntry } from '../../src/lib/documents/directory/actions.ts';
import { keyPairFromSeed, signerOf } from '../../src/lib/platform/ed25519.ts';
import { systemClock, systemRandom, systemTimers } from '../../src/lib/platform/real.ts';
import { createCounty } from '../../sync-server/county.ts';
import { foundingChanges } from '../../sync-server/founding.ts';
import { promptSigner } from '../../sync-server/prompt-signer.ts';
import { openSqlite } from '../../sync-server/storage/sqlite.ts';
import { syncSockets } from '../../sync-server/sync-sockets.ts';
import { reportTo } from './served-process.ts';

/** A device that is enrolled, as its store would have it. Its keys are of no use beyond the run. */
export type Desk = {
	device: string;
	unit: string;
	deviceSeed: number[];
	clerkSeed: number[];
	head: { seq: number; id: string };
	known: Known;
};

/** `directory`: how many changes it has. */
export type CountyReady = { port: number; receiptKey: string; directory: number; desks: Desk[] };

const COUNTY = '532822';
const TOWNSHIP = '532822104';

const [, , folder = '', villageCount = '1'] = process.argv;
const storage = openSqlite(join(folder, 'county.sqlite'));
const newSeed = () => systemRandom.bytes(32);
const signerFrom = async (seed: Uint8Array<ArrayBuffer>) => signerOf(await keyPairFromSeed(seed));
const receiptSigner = await promptSigner(newSeed());
const county = createCounty({
	county: COUNTY,
	storage,
	clock: systemClock,
	random: systemRandom,
	receiptSigner,
	sealKey: null,
	schedule: (work) => void setImmediate(work),
	onFailure(error) {
		throw error;
	}
});

const villages = Array.from({ length: Number(villageCount) }, (_, i) => `${TOWNSHIP}${201 + i}`);
const places = [TOWNSHIP, ...villages];
const invites = new Map<string, Awaited<ReturnType<typeof signerFrom>>>();
for (const unit of places) invites.set(unit, await signerFrom(newSeed()));
await found();
const desks: Desk[] = [];
for (const unit of places) desks.push(await enrol(unit));

const http = createServer();
const sockets = syncSockets((socket) => county.connect(socket), systemTimers);
http.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
http.listen(0, '127.0.0.1', () => {
	const { port } = http.address() as AddressInfo;
	const directory = storage.sequence().pos;
	reportTo(http, { port, receiptKey: receiptSigner.key, directory, desks } satisfies CountyReady);
});

async function found(): Promise<void> {
	const until = systemClock.now() + 86_400_000;
	county.signIns.remember('command-line', 'admin');
	const changes = await foundingChanges(
		{
			county: { id: COUNTY, name: '勐海县' },
			units: [
				unitOf(COUNTY, 'county', null),
				unitOf(TOWNSHIP, 'township', COUNTY),
				...villages.map((id) => unitOf(id, 'village', TOWNSHIP))
			],
			root: await signerFrom(newSeed()),
			receiptKey: receiptSigner.key,
			admin: { id: 'admin', name: '管理员', account: 'admin', phone: null },
			commandLine: {
				device: 'command-line',
				invite: await signerFrom(newSeed()),
				key: await signerFrom(newSeed()),
				adminKey: await signerFrom(newSeed())
			},
			more: [...invites].flatMap(([unit, { key }]): DirectoryAction[] => [
				{ type: 'putClerk', clerk: { id: `clerk-${unit}`, name: unit, account: `a${unit}`, phone: null } },
				{ type: 'grantRole', clerk: `clerk-${unit}`, unit, role: unit === TOWNSHIP ? 'window' : 'agent' },
				{ type: 'invite', key, unit, uses: 1, until }
			])
		},
		systemClock,
		systemRandom
	);
	await county.record(changes);
}

async function enrol(unit: string): Promise<Desk> {
	const [deviceSeed, clerkSeed] = [newSeed(), newSeed()];
	const [deviceSigner, clerkSigner] = [await signerFrom(deviceSeed), await signerFrom(clerkSeed)];
	const invite = invites.get(unit);
	if (!invite) throw new Error(`no such unit: ${unit}`);
	const device = `device-${unit}`;
	const place = { doc: `directory/${COUNTY}`, device, seen: [], at: systemClock.now() };
	const first = await writeChange(
		{ ...place, seq: 1, prev: null, known: { epoch: 0, directory: 0, time: 0 } },
		{ type: 'enrol', device, key: deviceSigner.key, name: device },
		invite,
		systemRandom
	);
	const enrolled = await county.enrol(first.line);
	if (!enrolled.ok) throw new Error(enrolled.code);
	const receipt = (await verifyReceipts(enrolled.sheet))?.find(({ id }) => id === first.id);
	if (!receipt) throw new Error('no receipt for the enrolment');
	const { epoch, pos, time } = receipt;
	county.signIns.remember(device, `clerk-${unit}`);
	const bind = await writeChange(
		{ ...place, seq: 2, prev: first.id, known: { epoch, directory: pos, time } },
		{ type: 'bindKey', clerk: `clerk-${unit}`, key: clerkSigner.key },
		deviceSigner,
		systemRandom
	);
	const [answer] = await county.record([bind]);
	if (answer?.is !== 'settled') throw new Error('the key was not bound');
	return {
		device,
		unit,
		deviceSeed: [...deviceSeed],
		clerkSeed: [...clerkSeed],
		head: { seq: 2, id: bind.id },
		known: { epoch, directory: answer.receipt.pos, time }
	};
}

function unitOf(id: string, level: UnitEntry['level'], parent: string | null): UnitEntry {
	return { id, level, name: id, short: id, parent, phone: null, address: null };
}
