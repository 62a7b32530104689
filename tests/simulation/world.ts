import { newCaseDoc } from '../../src/lib/commands/new-case-doc.ts';
import type { CaseState } from '../../src/lib/documents/case/state.ts';
import { sample } from '../documents/history.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { virtualTime, type VirtualTime } from '../support/virtual-time.ts';
import { nextOfBundle } from './bundle-deeds.ts';
import { Copies } from './copies.ts';
import { changeRole, revokeOne } from './admin-deeds.ts';
import { CountyHouse, STAFF } from './county-house.ts';
import { nextDeed } from './deeds.ts';
import { noFaults, wholeTally, type Tally, type Tell } from './faults.ts';
import { Road } from './road.ts';
import { SimulatedDevice } from './simulated-device.ts';
import { whatIsStuck } from './stuck.ts';
import { takeTurns, type Turns } from './turns.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** Several devices, the county, and the bad road between them: production code in a world that a seed decides. */
export class World {
	readonly house: CountyHouse;
	readonly devices: SimulatedDevice[];
	readonly turns: Turns = takeTurns();
	readonly copies: Copies;
	readonly faults: Tally = noFaults();
	/** What happened, one line each: read it when a seed fails. */
	readonly story: string[] = [];
	private readonly road: Road;
	private readonly random: SeededRandom;
	private readonly time: VirtualTime = virtualTime();

	constructor(seed: number) {
		const random = seededRandom(seed);
		this.random = random;
		this.house = new CountyHouse(this.time, random.branch(), () => {
			this.tell('the county dies', 'county-dies');
			this.road.cut(null);
		});
		this.road = new Road(this.house);
		this.devices = STAFF.map((staff) => {
			const device: SimulatedDevice = new SimulatedDevice({
				staff,
				time: this.time,
				ahead: random.pick([0, 0, random.below(10) * MINUTE, -3 * YEAR, 2 * YEAR]),
				random: random.branch(),
				connect: () => this.road.connect(device)
			});
			return device;
		});
		this.copies = new Copies(this.house, this.devices);
	}

	async begin(): Promise<void> {
		await this.house.found();
		for (const device of this.devices) {
			await device.open();
			if (!(await device.settleIn(this.house, () => this.calmRoad())))
				throw new Error(`${device.name} is not enrolled`);
		}
		this.story.length = 0;
	}

	/** One thing happens. */
	async step(): Promise<void> {
		const dice = this.random.below(1000);
		if (dice < 280) await this.act();
		else if (dice < 610) this.moveFrames();
		else if (dice < 770) this.commitOrStart();
		else if (dice < 870) this.time.advance(this.random.pick([2_000, 20_000, 3 * MINUTE]));
		else if (dice < 910) this.toggleRoad();
		else if (dice < 925) this.pushTwice();
		else if (dice < 935) await changeRole(this.house, this.random, this.tell);
		else if (dice < 945) await this.crashDevice();
		else if (dice < 955) await this.troubleDisk();
		else if (dice < 960) this.crashCounty();
		else if (dice < 966) this.failCounty();
		else if (dice < 971) await this.backUpOrRestore();
		else if (dice < 983) await this.imageOrBack();
		else if (dice < 988) await this.toggleSecondTab();
		else if (dice < 992) this.setClock();
		else if (dice < 993) await revokeOne(this.house, this.devices, this.random, this.tell);
		else await this.settleSomebody();
		await this.turns.quiet();
	}

	/** Everything is mended, and everyone has all the time they need. False when that was not enough. */
	async heal(): Promise<boolean> {
		this.tell('everything heals');
		this.turns.cancelInterrupt();
		this.house.mend();
		for (const device of this.devices) {
			device.mendDisk();
			device.countFailures();
			this.road.mend(device);
		}
		this.road.cut(null);
		for (let round = 0; round < 40; round++) {
			if (!this.house.county) this.house.start();
			this.time.advance(MINUTE);
			await this.calmRoad();
			for (const device of this.devices) await this.settle(device);
			await this.calmRoad();
			if ((await this.stuck()).length === 0) return true;
		}
		return false;
	}

	async end(): Promise<void> {
		for (const device of this.devices) device.close();
		await this.turns.quiet();
		this.turns.end();
		this.house.end();
	}

	/** What happened, as the tests count it. */
	tally(): Tally {
		return wholeTally(this.faults, this.house, this.devices);
	}

	private readonly tell: Tell = (event, fault) => {
		this.story.push(event);
		if (fault) this.faults[fault]++;
	};

	/** Every frame moves and every commit happens until nobody has anything to say. */
	private async calmRoad(): Promise<void> {
		for (let moved = true; moved;) {
			await this.turns.quiet();
			moved = this.house.commit();
			if (this.road.flush()) moved = true;
		}
	}

	/** What does not come through although nothing hinders it any more. */
	stuck(): Promise<string[]> {
		return whatIsStuck(this.house, this.devices);
	}

	private async act(): Promise<void> {
		const device = this.random.pick(this.devices);
		if (!device.isOpen) await device.open();
		else if (this.random.chance(0.15)) await this.actOnBundle(device);
		else await this.actOnCase(device);
		if (!device.isOpen) await device.open();
	}

	private async actOnBundle(device: SimulatedDevice): Promise<void> {
		this.mayDieOverIt(device);
		let what = 'looks at its bundles';
		const done = await device.command(async (station) => {
			const deed = await nextOfBundle(device.staff, station, this.random);
			if (!deed) return null;
			({ what } = deed);
			return deed.command(station);
		});
		this.turns.cancelInterrupt();
		if (done) this.tell(`${device.name} ${what}: ${done.ok ? 'done' : done.code}`);
	}

	private mayDieOverIt(device: SimulatedDevice): void {
		if (this.random.chance(0.06))
			this.turns.interruptAfter(1 + this.random.below(60), () => this.kill(device));
	}

	private async actOnCase(device: SimulatedDevice): Promise<void> {
		const { staff } = device;
		this.mayDieOverIt(device);
		let doc = '';
		const authored = await device.command(async (station) => {
			const rows = await station.caseRows();
			const opens = staff.role === 'agent' && (rows.length === 0 || this.random.chance(0.07));
			// Mostly what lies with this unit or comes to it; the rest is looked at, and sometimes meddled with.
			const mine = rows.filter(({ holder, offeredTo }) => holder === staff.unit || offeredTo === staff.unit);
			const desk = mine.length > 0 && this.random.chance(0.8) ? mine : rows;
			if (!opens && desk.length === 0) return null;
			doc = opens ? newCaseDoc(station) : this.random.pick(desk).doc;
			const taken = opens ? await station.takeNumber() : null;
			if (taken && !taken.ok) return taken;
			return station.authorCase(doc, (state: CaseState) => {
				if (taken) return [{ ...sample('open', state, staff.unit), number: taken.number } as const];
				const deed = nextDeed(state, staff, this.random);
				return deed ? [deed] : [];
			});
		});
		this.turns.cancelInterrupt();
		const done = authored?.ok ? authored.changes.map(({ body }) => body?.action.type).join() : authored?.code;
		if (authored && done !== '') this.tell(`${device.name} ${doc}: ${done}`);
	}

	private moveFrames(): void {
		const moved = this.road.moveSome(this.random);
		if (!moved) return;
		const { device, side, frames, late } = moved;
		const how = late ? 'late' : 'in time';
		this.tell(
			`${frames} frames of ${device.name} reach the ${side} ${how}`,
			late ? 'frames-come-late' : undefined
		);
	}

	private toggleRoad(): void {
		const device = this.random.pick(this.devices);
		if (this.road.mend(device)) {
			this.tell(`${device.name} has a network again`);
			device.line?.wake();
			return;
		}
		const dice = this.random.below(10);
		if (dice < 3) {
			this.tell(`${device.name} loses the network`);
			this.road.leaveNetwork(device);
		} else if (dice < 4) {
			this.tell(`${device.name} is without a network for days`, 'days-without-network');
			this.road.leaveNetwork(device);
			this.time.advance((1 + this.random.below(9)) * DAY);
		} else if (dice < 5) {
			this.tell(`${device.name} hears nothing any more`, 'county-unheard');
			this.road.deafen(device, 'device');
		} else if (dice < 6) {
			this.tell(`${device.name} is not heard any more`, 'device-unheard');
			this.road.deafen(device, 'county');
		} else if (dice < 8 && this.road.leaveLine(device)) {
			this.tell(`${device.name} loses the line, and what it sent is still under way`);
		} else {
			// What was under way is lost, and said again.
			this.tell(`${device.name} loses the line`);
			this.road.cut(device);
		}
	}

	private pushTwice(): void {
		for (const { name } of this.road.pushTwice()) {
			this.tell(`a push of ${name} will arrive twice`, 'pushed-twice');
		}
	}

	private kill(device: SimulatedDevice): void {
		this.tell(`${device.name} dies`);
		device.crash();
		this.road.cut(device);
	}

	private async crashDevice(): Promise<void> {
		const device = this.random.pick(this.devices);
		this.kill(device);
		await this.turns.quiet();
		if (this.random.chance(0.3)) {
			this.tell(`the app of ${device.name} is another version now`, 'device-updated');
			await device.seemOfEarlierVersion();
		}
		await device.open();
	}

	/** No room, or a request that fails; or there is room again. */
	private async troubleDisk(): Promise<void> {
		const device = this.random.pick(this.devices);
		const dice = this.random.below(3);
		if (dice === 0) {
			this.tell(`the disk of ${device.name} will fail`);
			device.failDiskAfter(this.random.below(60));
		} else if (dice === 1) {
			this.tell(`the disk of ${device.name} gets full`);
			device.fillDiskAfter(this.random.below(60));
		} else {
			for (const one of this.devices) one.mendDisk();
			this.tell('there is room again on every disk');
		}
	}

	/** An image of a device's disk is kept, or put back: what came between is not on it any more. */
	private async imageOrBack(): Promise<void> {
		const device = this.random.pick(this.devices);
		if (device.isRevoked) return;
		if (!device.hasImage || this.random.chance(0.5)) return device.keepImage();
		await this.copies.losing(async () => {
			if (!device.hasImage) return false;
			this.kill(device);
			await this.turns.quiet();
			await device.goBackToImage();
			this.tell(`${device.name} is back on an old image`, 'device-on-old-image');
			return true;
		});
		await device.open();
	}

	private async toggleSecondTab(): Promise<void> {
		const device = this.random.pick(this.devices);
		if (!device.isOpen) return;
		if (device.hasSecondTab) {
			this.tell(`${device.name} closes its first tab`);
			device.closeFirstTab();
		} else if (await device.openSecondTab()) {
			this.tell(`${device.name} has a second tab`, 'second-tab');
		}
	}

	private setClock(): void {
		const device = this.random.pick(this.devices);
		device.ahead = this.random.pick([0, -3 * YEAR, 2 * YEAR, -9 * MINUTE]);
		this.tell(`the clock of ${device.name} is ${device.ahead / MINUTE} minutes ahead`, 'clock-set-wrong');
	}

	/** Where a device may not go on under its name, somebody enrols it anew; its clerk signs in and takes up what was left. */
	private async settleSomebody(): Promise<void> {
		const device = this.random.pick(this.devices);
		if (!this.road.isOffline(device)) await this.settle(device);
	}

	private async settle(device: SimulatedDevice): Promise<void> {
		if (!device.isOpen && !(await device.open())) return;
		if (device.isRevoked) return device.unlock();
		const wasForked = await device.isForked();
		const isSettled = await device.settleIn(this.house, () => this.calmRoad());
		if (wasForked) this.tell(`${device.name} enrols anew: ${isSettled}`, 'device-enrols-anew');
	}

	private commitOrStart(): void {
		if (this.house.county) this.house.commit();
		else if (this.random.chance(0.3)) {
			this.tell('the county starts again');
			this.house.start();
		}
	}

	/** Yesterday's backup: what came to the county since is on devices only. */
	private async backUpOrRestore(): Promise<void> {
		if (this.random.chance(0.5)) {
			this.tell('the county is backed up');
			return this.house.backUp();
		}
		await this.copies.losing(async () => {
			const restored = this.house.restore();
			if (restored) this.tell('the county is restored', 'county-restored');
			return restored;
		});
	}

	private crashCounty(): void {
		if (this.random.chance(0.4)) this.house.crash();
		else this.house.crashAfter(this.random.below(60), this.random.chance(0.5));
	}

	private failCounty(): void {
		this.tell('the disk of the county will be full');
		this.house.failAfter(this.random.below(60), 1 + this.random.below(this.random.pick([2, 10, 40])));
	}
}
