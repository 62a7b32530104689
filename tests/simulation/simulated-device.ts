import { IDBKeyRange } from 'fake-indexeddb';
import type { Change, ChangeId } from '../../src/lib/changes/change.ts';
import { redoForkedWork } from '../../src/lib/commands/redo-forked-work.ts';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import type { Authored, Station } from '../../src/lib/device/station.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import type { Clock, Locks, Network, Socket, Timers } from '../../src/lib/platform/seams.ts';
import type { Line } from '../../src/lib/sync/line.ts';
import { shareLine, type LineWord } from '../../src/lib/sync/shared-line.ts';
import { pageLocks } from '../device/enrolled-station.ts';
import { heldKeys, quickStretch } from '../support/held-keys.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { tabsOfOneBrowser } from '../support/tabs.ts';
import type { VirtualTime } from '../support/virtual-time.ts';
import { COUNTY, type CountyHouse, type Staff } from './county-house.ts';
import { copyDisk, pasteDisk, putRow, type DiskCopy } from './disk-copy.ts';
import { failingDisk, type FailingDisk } from './failing-disk.ts';
import { cutPower } from './power-cut.ts';

export type DeviceSetting = {
	staff: Staff;
	time: VirtualTime;
	/** How far its clock is ahead of the true time, ms. */
	ahead: number;
	random: SeededRandom;
	/** Opens a socket to the county, or rejects. */
	connect: () => Promise<Socket>;
};

/** The app as one tab shows it. */
type Tab = { station: OpenStation; line: Line };

/** A tablet: a disk that stays, and an app on it that can die at any moment and is opened again. */
export class SimulatedDevice {
	readonly staff: Staff;
	/** Every change of which the person was told that it is saved. */
	readonly saved: Change[] = [];
	crashes = 0;
	/** How often its disk did not take or give something. */
	diskFailures = { 'disk-full': 0, 'disk-failed': 0 };
	/** An admin has revoked it: it may end with its keys destroyed. */
	isRevoked = false;
	/** Under which it may write no more, since it was restored. */
	readonly leftNames = new Set<string>();
	/** How far its clock is ahead of the true time, ms. */
	ahead: number;
	private tabs: Tab[] = [];
	private readonly setting: DeviceSetting;
	private disk: FailingDisk = failingDisk();
	private image: DiskCopy | null = null;
	/** What a reload finds open; after a crash the person gives the password again. */
	private readonly hold = heldKeys();
	private locks: Locks = pageLocks();
	private newTab = tabsOfOneBrowser<LineWord>();
	/** Which life of the app this is: what an earlier one had set in motion must not act any more. */
	private life = 0;
	/** Comes when this life ends by a crash. */
	private death: Promise<null> = Promise.resolve(null);
	private die: (nothing: null) => void = () => {};

	constructor(setting: DeviceSetting) {
		this.setting = setting;
		this.staff = setting.staff;
		this.ahead = setting.ahead;
	}

	get name(): string {
		return this.setting.staff.clerk;
	}

	get isOpen(): boolean {
		return this.tabs.length > 0;
	}

	get hasSecondTab(): boolean {
		return this.tabs.length > 1;
	}

	/** Of the first tab. Throws while the app is closed. */
	get station(): OpenStation {
		const [tab] = this.tabs;
		if (!tab) throw new Error(`${this.name} is closed`);
		return tab.station;
	}

	get line(): Line | null {
		return this.tabs[0]?.line ?? null;
	}

	/** False where the disk did not let it: it stays closed. */
	async open(): Promise<boolean> {
		if (this.isOpen) return true;
		this.life++;
		this.death = new Promise((resolve) => (this.die = resolve));
		this.locks = pageLocks();
		this.newTab = tabsOfOneBrowser<LineWord>();
		return (await this.whileDiskHolds(() => this.openTab())) !== null;
	}

	async openSecondTab(): Promise<boolean> {
		return (await this.whileDiskHolds(() => this.openTab())) !== null;
	}

	/** The tab that has the line goes; the other one goes on. */
	closeFirstTab(): void {
		const first = this.tabs.shift();
		first?.line.close();
		first?.station.close();
	}

	private async openTab(): Promise<true> {
		const { time, random } = this.setting;
		const life = this.life;
		const alive = () => life === this.life;
		const clock: Clock = { now: () => time.now() + this.ahead };
		const station = await openStation({
			name: this.databaseName,
			clock,
			random,
			locks: this.locks,
			hold: this.hold,
			stretch: quickStretch,
			calendar: officialCalendar,
			fetchPhotograph: async () => null,
			storageEstimate: async () => null,
			app: 'test',
			release: async () => 0,
			gone: () => {},
			indexedDB: { factory: this.disk.factory, keyRange: IDBKeyRange }
		});
		const timers: Timers = { after: (ms, work) => time.after(ms, () => alive() && work()) };
		const network: Network = { connect: () => this.setting.connect() };
		const { locks } = this;
		const line = shareLine({ network, store: station, clock, timers, random, locks, tabs: this.newTab() });
		this.tabs.push({ station, line });
		// The line may be on before the person has typed the password.
		await this.unlock();
		return true;
	}

	/** The person gives the password, where it is asked for. */
	async unlock(): Promise<void> {
		await this.whileDiskHolds(async () => {
			for (const { station } of this.tabs) {
				if (station.isLocked()) await station.takeOver(this.name, this.name);
			}
		});
	}

	private get databaseName(): string {
		return `yizhan-${this.name}`;
	}

	close(): void {
		this.life++;
		for (const { line, station } of this.tabs.splice(0)) {
			line.close();
			station.close();
		}
	}

	/** The app is gone at once, with all its tabs. */
	crash(): void {
		cutPower(this.disk.factory);
		this.hold.forget();
		this.die(null);
		this.close();
		this.crashes++;
	}

	fillDiskAfter(requests: number): void {
		this.disk.fillAfter(requests);
	}

	failDiskAfter(requests: number): void {
		this.disk.failAfter(requests);
	}

	mendDisk(): void {
		this.disk.mend();
	}

	/** Keeps its disk as it is now. */
	async keepImage(): Promise<void> {
		this.image = await this.copyOfDisk();
	}

	/** Its image until now is not used any more. */
	forgetImage(): void {
		this.image = null;
	}

	get hasImage(): boolean {
		return this.image !== null;
	}

	/** Puts the image back in place of its disk, while it is closed. */
	async goBackToImage(): Promise<void> {
		if (!this.image) throw new Error('there is no image');
		this.countFailures();
		this.disk = failingDisk();
		await pasteDisk(this.disk.factory, this.image);
	}

	/** Whether it may write no more under its name, as it was restored or copied. */
	async isForked(): Promise<boolean> {
		return (await this.whileDiskHolds(() => this.station.ended())) === 'forked';
	}

	/** An app of another version wrote the lists on its disk. While it is closed. */
	async seemOfEarlierVersion(): Promise<void> {
		const row = { name: 'projected', value: 0 };
		await this.disk.fromOutside((factory) => putRow(factory, this.databaseName, 'settings', row));
	}

	/** Ids of every change on its disk that somebody can still open. */
	async changesOnDisk(): Promise<Set<ChangeId>> {
		const copy = await this.copyOfDisk();
		if (areKeysDestroyed(copy)) return new Set();
		const tables = copy.stores.filter(({ name }) => ['changes', 'quarantine'].includes(name));
		return new Set(tables.flatMap(({ keys }) => keys.map(String)));
	}

	private copyOfDisk(): Promise<DiskCopy> {
		return this.disk.fromOutside((factory) => copyDisk(factory, this.databaseName));
	}

	countFailures(): void {
		this.diskFailures['disk-full'] += this.disk.failed['disk-full'];
		this.diskFailures['disk-failed'] += this.disk.failed['disk-failed'];
	}

	/** Null where the disk failed over it: the person is told so, and tries again. */
	private async whileDiskHolds<T>(work: () => Promise<T>): Promise<T | null> {
		const before = this.failures;
		try {
			return await work();
		} catch (error) {
			if (this.failures === before) throw error;
			return null;
		}
	}

	private get failures(): number {
		return this.disk.failed['disk-full'] + this.disk.failed['disk-failed'];
	}

	/** A station that remembers what it showed as saved: that of any tab. */
	private remembering({ station }: Tab): Station {
		const remember = async (writing: Promise<Authored>): Promise<Authored> => {
			const authored = await writing;
			if (authored.ok) this.saved.push(...authored.changes);
			return authored;
		};
		return {
			...station,
			authorCase: (doc, make) => remember(station.authorCase(doc, make)),
			authorTogether: (writings) => remember(station.authorTogether(writings)),
			authorAnew: (id) => remember(station.authorAnew(id))
		};
	}

	/** Gives its clerk's command this device, in one of its tabs. Null when the app died or its disk failed over it. */
	async command<T>(deed: (station: Station) => Promise<T>): Promise<T | null> {
		if (!this.isOpen) return null;
		const tab = this.setting.random.pick(this.tabs);
		return Promise.race([this.whileDiskHolds(() => deed(this.remembering(tab))), this.death]);
	}

	/**
	 * What a person does until the device has a name at the county and its clerk's hand on it: each step once more where it
	 * did not come through. True when all is so.
	 */
	async settleIn(house: CountyHouse, moveFrames: () => Promise<void>): Promise<boolean> {
		return (await this.whileDiskHolds(() => this.enrolAndSignIn(house, moveFrames))) ?? false;
	}

	private async enrolAndSignIn(house: CountyHouse, moveFrames: () => Promise<void>): Promise<boolean> {
		const { clerk, unit } = this.staff;
		const { station } = this;
		const { county } = house;
		await this.unlock();
		const invite = house.invites.get(unit);
		if (!invite || !county) return false;
		if (!(await station.identity()) || (await station.ended()) === 'forked') {
			const left = await station.identity();
			if (left) this.leftNames.add(left.device);
			const change = await station.prepareEnrolment(COUNTY, invite, clerk);
			const enrolled = await house.finish(county.enrol(change.line));
			if (!enrolled?.ok) return false;
			const made = await station.completeEnrolment(house.root.key, enrolled.lines, enrolled.sheet);
			if (!made.ok) return false;
		}
		const identity = await station.identity();
		if (!identity || house.county !== county) return false;
		if (!(await station.signedIn())) {
			county.signIns.remember(identity.device, clerk);
			const clerkKey = await station.makeClerkKey(clerk, clerk);
			if (!clerkKey.ok) throw new Error(`${clerk}: ${clerkKey.code}`);
			if ((await station.keyStanding(clerk)) === 'no') {
				const signer = await station.deviceSigner();
				if (!signer) throw new Error('no device key');
				const bind = { type: 'bindKey', clerk, key: clerkKey.key } as const;
				const bound = await station.authorDirectory([bind], signer);
				if (!bound.ok) return false;
			}
			this.line?.wake();
			await moveFrames();
			if ((await station.keyStanding(clerk)) !== 'yes') return false;
			if (!(await station.takeOver(clerk, clerk)).ok) return false;
		}
		await this.command((one) => redoForkedWork(one));
		return true;
	}
}

/** A revoked device that has handed over what it held (P8): what lies on its disk nobody opens again, the county neither. */
function areKeysDestroyed({ stores }: DiskCopy): boolean {
	const rows = (table: string) => stores.find(({ name }) => name === table)?.rows ?? [];
	const settings = rows('settings') as { name: string; value: { atCounty?: unknown } }[];
	const vault = settings.find(({ name }) => name === 'vault');
	if (!vault || vault.value.atCounty) return false;
	return !(rows('keys') as { slot?: unknown }[]).some(({ slot }) => slot !== undefined);
}
