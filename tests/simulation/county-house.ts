import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChange } from '../../src/lib/changes/change.ts';
import type { DirectoryAction, Role, UnitEntry } from '../../src/lib/documents/directory/actions.ts';
import type { DirectoryState } from '../../src/lib/documents/directory/state.ts';
import { keyPairFromSeed, signerOf, type Signer } from '../../src/lib/platform/ed25519.ts';
import type { Socket } from '../../src/lib/platform/seams.ts';
import { createCounty, type County } from '../../sync-server/county.ts';
import { foundingChanges } from '../../sync-server/founding.ts';
import { restoreTables } from '../../sync-server/backup/restore.ts';
import { promptSigner, type PromptSigner } from '../../sync-server/prompt-signer.ts';
import { storageOn } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { VirtualTime } from '../support/virtual-time.ts';
import { crashingStorage, DiskError, type CrashingStorage } from './crashing-storage.ts';

export const COUNTY = { id: '532822', name: '勐海县' };
export const TOWNSHIP = '532822104';
export const DEPARTMENT = '532822MZ';
export const VILLAGES = ['532822104201', '532822104202'] as const;

const YEAR = 365 * 86_400_000;

export type Staff = { clerk: string; unit: string; role: Role };

/** Who works in this world; each has a device. Two of one village, who write the same cases. */
export const STAFF: readonly Staff[] = [
	{ clerk: 'yan-wen', unit: VILLAGES[0], role: 'agent' },
	{ clerk: 'yu-han', unit: VILLAGES[0], role: 'agent' },
	{ clerk: 'ai-xiang', unit: VILLAGES[1], role: 'agent' },
	{ clerk: 'li-hua', unit: TOWNSHIP, role: 'officer' },
	{ clerk: 'wang-fang', unit: DEPARTMENT, role: 'officer' }
];

function unit(id: string, level: UnitEntry['level'], parent: string | null): UnitEntry {
	return { id, level, name: id, short: id, parent, phone: null, address: null };
}

/** The county's machine: a process that can die at any call to its disk, and the disk, which stays. */
export class CountyHouse {
	private readonly database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
	readonly disk: Storage = storageOn(this.database);
	/** Where its backups lie; null before the first. */
	private backups: { folder: string; newest: { file: string; epoch: number; pos: number } | null } | null =
		null;
	readonly invites = new Map<string, Signer>();
	/** What went wrong in the server that was no crash of ours. */
	readonly failures: unknown[] = [];
	crashes = 0;
	/** How often its disk did not take or give something. */
	diskFailures = 0;
	/** The running process; null while it is down. */
	county: County | null = null;
	root!: Signer;
	private receiptSigner!: PromptSigner;
	private process: CrashingStorage | null = null;
	private commits: (() => void)[] = [];

	private readonly time: VirtualTime;
	private readonly random: SeededRandom;
	private readonly onDown: () => void;

	constructor(time: VirtualTime, random: SeededRandom, onDown: () => void) {
		this.time = time;
		this.random = random;
		this.onDown = onDown;
	}

	private async signer(): Promise<Signer> {
		return signerOf(await keyPairFromSeed(this.random.bytes(32)));
	}

	/** Founds the county, with its units, its staff and an invite for each unit. Everything awaited needs `turn`. */
	async found(): Promise<void> {
		this.root = await this.signer();
		this.receiptSigner = await promptSigner(this.random.bytes(32));
		for (const { unit } of STAFF) if (!this.invites.has(unit)) this.invites.set(unit, await this.signer());
		const until = this.time.now() + YEAR;
		const more: DirectoryAction[] = [];
		for (const { clerk, unit, role } of STAFF) {
			more.push({ type: 'putClerk', clerk: { id: clerk, name: clerk, account: clerk, phone: null } });
			more.push({ type: 'grantRole', clerk, unit, role });
		}
		for (const [unit, { key }] of this.invites) more.push({ type: 'invite', key, unit, uses: 99, until });
		const changes = await foundingChanges(
			{
				county: COUNTY,
				units: [
					unit(COUNTY.id, 'county', null),
					unit(DEPARTMENT, 'department', COUNTY.id),
					unit(TOWNSHIP, 'township', COUNTY.id),
					...VILLAGES.map((id) => unit(id, 'village', TOWNSHIP))
				],
				root: this.root,
				receiptKey: this.receiptSigner.key,
				admin: { id: 'admin', name: 'admin', account: 'admin', phone: null },
				commandLine: {
					device: 'command-line',
					invite: await this.signer(),
					key: await this.signer(),
					adminKey: await this.signer()
				},
				more
			},
			this.time,
			this.random
		);
		const county = this.start();
		county.signIns.remember('command-line', 'admin');
		await this.finish(county.record(changes));
	}

	start(): County {
		this.process = crashingStorage(this.disk, {
			onCrash: () => this.crash(),
			onFailure: () => this.diskFailures++
		});
		this.commits = [];
		const county = createCounty({
			county: COUNTY.id,
			storage: this.process.storage,
			clock: this.time,
			random: this.random,
			receiptSigner: this.receiptSigner,
			sealKey: null,
			schedule: (work) => void this.commits.push(work),
			onFailure: (error) => {
				// A dying process fails at whatever it was doing, and a disk may fail.
				if (this.county === county && !(error instanceof DiskError)) this.failures.push(error);
			}
		});
		this.county = county;
		return county;
	}

	/** The process is gone, with all that it held in memory. */
	crash(): void {
		if (!this.county) return;
		this.county = null;
		this.commits = [];
		this.crashes++;
		this.onDown();
	}

	crashAfter(calls: number, committed: boolean): void {
		this.process?.crashAfter(calls, committed);
	}

	/** Its disk is full for a while. */
	failAfter(calls: number, times: number): void {
		this.process?.failAfter(calls, times);
	}

	/** What it has now is kept. */
	backUp(): void {
		const folder = this.backups?.folder ?? mkdtempSync(join(tmpdir(), 'yizhan-world-'));
		const { epoch, pos } = this.disk.sequence();
		const file = join(folder, `${epoch}-${pos}`);
		rmSync(file, { force: true });
		this.database.prepare('VACUUM INTO ?').run(file);
		this.backups = { folder, newest: { file, epoch, pos } };
	}

	/** The newest backup takes the place of what it has, under the running process or without one. Whether there was one. */
	restore(): boolean {
		const newest = this.backups?.newest;
		if (!newest) return false;
		restoreTables(this.database, newest.file, newest, this.disk.restores());
		this.county?.lookForRestore();
		return true;
	}

	/** Its backups until now are not used any more. */
	forgetBackups(): void {
		if (this.backups) this.backups.newest = null;
	}

	end(): void {
		this.disk.close();
		if (this.backups) rmSync(this.backups.folder, { recursive: true });
	}

	/** It will not die by itself any more. */
	mend(): void {
		this.process?.crashAfter(Infinity, false);
		this.process?.failAfter(Infinity, 0);
	}

	/** False when no process answers. */
	connect(socket: Socket): boolean {
		const { county } = this;
		const alive = this.whileAlive();
		county?.connect({
			...socket,
			onMessage: (take) => socket.onMessage((text) => alive(() => take(text))),
			onClose: (take) => socket.onClose(() => alive(take))
		});
		return county !== null;
	}

	/** Lets the next group commit happen; false when nothing has gathered. */
	commit(): boolean {
		const next = this.commits.shift();
		if (next) this.whileAlive()(next);
		return next !== undefined;
	}

	/** For what this process does: once dead it does nothing, and dying in the middle it throws on its way out. */
	private whileAlive(): (work: () => void) => void {
		const { county } = this;
		const isAlive = () => this.county === county;
		return (work) => {
			try {
				if (isAlive()) work();
			} catch (error) {
				if (isAlive()) throw error;
			}
		};
	}

	/** What the running process knows of units and staff; null while it is down or its disk does not answer. */
	directory(): DirectoryState | null {
		let known: DirectoryState | null = null;
		try {
			this.whileAlive()(() => (known = this.county?.directory() ?? null));
		} catch (error) {
			if (!(error instanceof DiskError)) throw error;
		}
		return known;
	}

	/** Lets work that needs commits end; null when the process died or its disk failed over it. */
	async finish<T>(work: Promise<T>): Promise<T | null> {
		const { county } = this;
		let ended: { value: T | null } | null = null;
		work.then(
			(value) => (ended = { value }),
			() => (ended = { value: null })
		);
		while (ended === null && county !== null && this.county === county) {
			await new Promise<void>((resolve) => setImmediate(resolve));
			this.commit();
		}
		return (ended as { value: T | null } | null)?.value ?? null;
	}

	/** The root signs a change of the directory: roles end and begin while others are away. */
	async direct(action: DirectoryAction): Promise<void> {
		// A chain that was lost with a restore is never gone on with: it would fork.
		const device = `root-in-epoch-${this.disk.sequence().epoch}`;
		const head = this.disk.chainHead(device);
		const place = {
			doc: `directory/${COUNTY.id}`,
			device,
			seq: head.seq + 1,
			prev: head.id,
			seen: [],
			known: { epoch: 0, directory: 0, time: 0 },
			at: this.time.now()
		};
		const change = await writeChange(place, action, this.root, this.random);
		if (this.county) await this.finish(this.county.record([change]));
	}
}
