import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Change } from '../../src/lib/changes/change.ts';
import { openStation, type OpenStation } from '../../src/lib/device/open-station.ts';
import type { Authored, Station } from '../../src/lib/device/station.ts';
import type { CaseAction } from '../../src/lib/documents/case/actions.ts';
import type { CaseState } from '../../src/lib/documents/case/state.ts';
import { officialCalendar } from '../../src/lib/domain/holidays.ts';
import type { Clock, Network, Socket, Timers } from '../../src/lib/platform/seams.ts';
import { openLine, type Line } from '../../src/lib/sync/line.ts';
import { heldKeys, quickStretch } from '../support/held-keys.ts';
import { oneAtATime } from '../support/locks.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { VirtualTime } from '../support/virtual-time.ts';
import { COUNTY, type CountyHouse, type Staff } from './county-house.ts';
import { cutPower } from './power-cut.ts';
import type { Turns } from './turns.ts';

export type DeviceSetting = {
	staff: Staff;
	time: VirtualTime;
	/** How far its clock is ahead of the true time, ms. */
	ahead: number;
	random: SeededRandom;
	/** Opens a socket to the county, or rejects. */
	connect: () => Promise<Socket>;
};

/** A tablet: a disk that stays, and an app on it that can die at any moment and is opened again. */
export class SimulatedDevice {
	readonly staff: Staff;
	/** Every change of which the person was told that it is saved. */
	readonly saved: Change[] = [];
	crashes = 0;
	station!: OpenStation;
	line: Line | null = null;
	private readonly setting: DeviceSetting;
	private readonly factory = new IDBFactory();
	/** What a reload finds open; after a crash the person gives the password again. */
	private readonly hold = heldKeys();
	/** Which life of the app this is: what an earlier one had set in motion must not act any more. */
	private life = 0;
	/** Comes when this life ends by a crash. */
	private death: Promise<null> = Promise.resolve(null);
	private die: (nothing: null) => void = () => {};

	constructor(setting: DeviceSetting) {
		this.setting = setting;
		this.staff = setting.staff;
	}

	get name(): string {
		return this.setting.staff.clerk;
	}

	async open(): Promise<void> {
		const { time, ahead, random } = this.setting;
		const life = ++this.life;
		this.death = new Promise((resolve) => (this.die = resolve));
		const alive = () => life === this.life;
		const clock: Clock = time.clock(ahead);
		this.station = await openStation({
			name: `yizhan-${this.name}`,
			clock,
			random,
			locks: oneAtATime(),
			hold: this.hold,
			stretch: quickStretch,
			calendar: officialCalendar,
			fetchPhotograph: async () => null,
			storageEstimate: async () => null,
			app: 'test',
			release: async () => 0,
			gone: () => {},
			indexedDB: { factory: this.factory, keyRange: IDBKeyRange }
		});
		const timers: Timers = { after: (ms, work) => time.after(ms, () => alive() && work()) };
		const network: Network = { connect: () => this.setting.connect() };
		this.line = openLine({ network, store: this.station, clock, timers, random });
		// The line may be on before the person has typed the password.
		if (this.station.isLocked()) await this.station.takeOver(this.name, this.name);
	}

	close(): void {
		this.life++;
		this.line?.close();
		this.line = null;
		if (this.life > 1) this.station.close();
	}

	/** The app is gone at once. */
	crash(): void {
		cutPower(this.factory);
		this.hold.forget();
		this.die(null);
		this.close();
		this.crashes++;
	}

	/** Does something as its clerk; remembers what was shown as saved. Null when the app died over it. */
	async author(doc: string, make: (state: CaseState) => CaseAction[]): Promise<Authored | null> {
		const authored = await Promise.race([this.station.authorCase(doc, make), this.death]);
		if (authored?.ok) this.saved.push(...authored.changes);
		return authored;
	}

	/** Gives its clerk's command this device; remembers what was shown as saved. Null when the app died over it. */
	async command<T>(deed: (station: Station) => Promise<T>): Promise<T | null> {
		const { station, saved } = this;
		const remembering: Station = {
			...station,
			async authorTogether(writings) {
				const authored = await station.authorTogether(writings);
				if (authored.ok) saved.push(...authored.changes);
				return authored;
			}
		};
		return Promise.race([deed(remembering), this.death]);
	}

	/** Enrols with the invite of its unit, and binds its clerk's key. The line must be on when it returns. */
	async enrol(house: CountyHouse, turns: Turns, moveFrames: () => Promise<void>): Promise<void> {
		const { clerk, unit } = this.staff;
		const invite = house.invites.get(unit);
		const { county } = house;
		if (!invite || !county) throw new Error(`nobody invites ${unit}`);
		const change = await this.station.prepareEnrolment(COUNTY, invite, clerk);
		const enrolled = await house.finish(county.enrol(change.line));
		if (!enrolled?.ok) throw new Error(`not enrolled: ${enrolled?.code}`);
		const made = await this.station.completeEnrolment(house.root.key, enrolled.lines, enrolled.sheet);
		if (!made.ok) throw new Error(made.code);
		county.signIns.remember(made.identity.device, clerk);
		const clerkKey = await this.station.makeClerkKey(clerk, clerk);
		if (!clerkKey.ok) throw new Error(clerkKey.code);
		const signer = await this.station.deviceSigner();
		if (!signer) throw new Error('no device key');
		const bound = await this.station.authorDirectory([{ type: 'bindKey', clerk, key: clerkKey.key }], signer);
		if (!bound.ok) throw new Error(bound.code);
		this.line?.wake();
		await turns.quiet();
		await moveFrames();
		const taken = await this.station.takeOver(clerk, clerk);
		if (!taken.ok) throw new Error(`${clerk}: ${taken.code}`);
	}
}
