import type { CaseState } from '../../src/lib/documents/case/state.ts';
import type { Socket } from '../../src/lib/platform/seams.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { socketPair, type SocketPair } from '../support/sockets.ts';
import { virtualTime, type VirtualTime } from '../support/virtual-time.ts';
import { nextOfBundle } from './bundle-deeds.ts';
import { CountyHouse, STAFF } from './county-house.ts';
import { nextDeed } from './deeds.ts';
import { sample } from '../documents/history.ts';
import { SimulatedDevice } from './simulated-device.ts';
import { takeTurns, type Turns } from './turns.ts';

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;

/** Several devices, the county, and the bad road between them: production code in a world that a seed decides. */
export class World {
	readonly house: CountyHouse;
	readonly devices: SimulatedDevice[];
	readonly turns: Turns = takeTurns();
	restores = 0;
	/** What happened, one line each: read it when a seed fails. */
	readonly story: string[] = [];
	private readonly random: SeededRandom;
	private readonly time: VirtualTime = virtualTime();
	private readonly offline = new Set<SimulatedDevice>();
	private links: { device: SimulatedDevice; pair: SocketPair }[] = [];

	constructor(seed: number) {
		const random = seededRandom(seed);
		this.random = random;
		this.house = new CountyHouse(this.time, random.branch(), () => {
			this.tell('the county dies');
			this.cutLinks(() => true);
		});
		this.devices = STAFF.map((staff) => {
			const device: SimulatedDevice = new SimulatedDevice({
				staff,
				time: this.time,
				ahead: random.pick([0, 0, random.below(10) * MINUTE, -3 * YEAR, 2 * YEAR]),
				random: random.branch(),
				connect: () => this.connect(device)
			});
			return device;
		});
	}

	async begin(): Promise<void> {
		await this.house.found();
		for (const device of this.devices) {
			await device.open();
			await device.enrol(this.house, this.turns, () => this.calmRoad());
		}
		this.story.length = 0;
	}

	/** One thing happens. */
	async step(): Promise<void> {
		const dice = this.random.below(100);
		if (dice < 28) await this.act();
		else if (dice < 62) this.moveFrames();
		else if (dice < 78) this.commitOrStart();
		else if (dice < 89) this.time.advance(this.random.pick([2_000, 20_000, 3 * MINUTE]));
		else if (dice < 93) this.toggleRoad();
		else if (dice < 95) this.pushTwice();
		else if (dice < 96) await this.changeRole();
		else if (dice < 98) await this.crashDevice();
		else if (this.random.chance(0.4)) this.backUpOrRestore();
		else this.crashCounty();
		await this.turns.quiet();
	}

	/** Everything is mended, and everyone has all the time they need. False when that was not enough. */
	async heal(): Promise<boolean> {
		this.tell('everything heals');
		this.turns.cancelInterrupt();
		this.offline.clear();
		this.house.mend();
		for (let round = 0; round < 40; round++) {
			if (!this.house.county) this.house.start();
			this.time.advance(MINUTE);
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

	get crashes(): number {
		return this.house.crashes + this.devices.reduce((sum, device) => sum + device.crashes, 0);
	}

	private tell(event: string): void {
		this.story.push(event);
	}

	private async connect(device: SimulatedDevice): Promise<Socket> {
		if (this.offline.has(device)) throw new Error('no network');
		const pair = socketPair();
		if (!this.house.connect(pair.county)) throw new Error('the county does not answer');
		this.links.push({ device, pair });
		return pair.device;
	}

	private cutLinks(which: (device: SimulatedDevice) => boolean): void {
		const cut = this.links.filter(({ device }) => which(device));
		this.links = this.links.filter(({ device }) => !which(device));
		for (const { pair } of cut) pair.cut();
	}

	/** Every frame moves and every commit happens until nobody has anything to say. */
	private async calmRoad(): Promise<void> {
		for (let moved = true; moved;) {
			await this.turns.quiet();
			moved = this.house.commit();
			this.links = this.links.filter(({ pair }) => pair.open);
			for (const { pair } of this.links) if (pair.flush() > 0) moved = true;
		}
	}

	/** What does not come through although nothing hinders it any more. */
	async stuck(): Promise<string[]> {
		const stuck: string[] = [];
		for (const { name, station, line } of this.devices) {
			const state = line?.state();
			if (state?.status !== 'on') stuck.push(`the line of ${name} is ${state?.status}: ${state?.trouble}`);
			const left = await station.outbox(500);
			if (left.length > 0)
				stuck.push(`${left.length} changes wait at ${name}, first #${left[0]?.envelope.seq}`);
		}
		const waiting = this.house.disk.waiting();
		if (waiting.length > 0) stuck.push(`${waiting.length} changes wait at the county`);
		return stuck;
	}

	private async act(): Promise<void> {
		const device = this.random.pick(this.devices);
		if (this.random.chance(0.15)) await this.actOnBundle(device);
		else await this.actOnCase(device);
		if (!device.line) await device.open();
	}

	private async actOnBundle(device: SimulatedDevice): Promise<void> {
		const deed = await nextOfBundle(device, this.random);
		if (!deed) return;
		this.mayDieOverIt(device);
		const done = await device.command(deed.command);
		this.turns.cancelInterrupt();
		const how = done === null ? 'died over it' : done.ok ? 'done' : done.code;
		this.tell(`${device.name} ${deed.what}: ${how}`);
	}

	private mayDieOverIt(device: SimulatedDevice): void {
		if (this.random.chance(0.06))
			this.turns.interruptAfter(1 + this.random.below(60), () => this.kill(device));
	}

	private async actOnCase(device: SimulatedDevice): Promise<void> {
		const { staff, station } = device;
		const rows = await station.caseRows();
		const opens = staff.role === 'agent' && (rows.length === 0 || this.random.chance(0.07));
		// Mostly what lies with this unit or comes to it; the rest is looked at, and sometimes meddled with.
		const mine = rows.filter(({ holder, offeredTo }) => holder === staff.unit || offeredTo === staff.unit);
		const desk = mine.length > 0 && this.random.chance(0.8) ? mine : rows;
		if (!opens && desk.length === 0) return;
		const doc = opens ? `case/${this.random.below(2 ** 32).toString(36)}` : this.random.pick(desk).doc;
		const number = opens ? await station.takeNumber() : '';
		this.mayDieOverIt(device);
		const authored = await device.author(doc, (state: CaseState) => {
			if (opens) return [{ ...sample('open', state, staff.unit), number } as const];
			const deed = nextDeed(state, staff, this.random);
			return deed ? [deed] : [];
		});
		this.turns.cancelInterrupt();
		const done = authored?.ok ? authored.changes.map(({ body }) => body?.action.type).join() : authored?.code;
		if (done !== '') this.tell(`${device.name} ${doc}: ${done ?? 'died over it'}`);
	}

	private moveFrames(): void {
		this.links = this.links.filter(({ pair }) => pair.open);
		const ways = this.links.flatMap(({ device, pair }) =>
			(['device', 'county'] as const)
				.filter((side) => pair.inFlight[side].length > 0)
				.map((side) => ({ device, pair, side }))
		);
		if (ways.length === 0) return;
		const { device, pair, side } = this.random.pick(ways);
		const frames = 1 + this.random.below(pair.inFlight[side].length);
		for (let i = 0; i < frames; i++) pair.deliver(side);
		this.tell(`${frames} frames of ${device.name} reach the ${side}`);
	}

	private toggleRoad(): void {
		const device = this.random.pick(this.devices);
		if (this.offline.delete(device)) {
			this.tell(`${device.name} has a network again`);
			device.line?.wake();
			return;
		}
		this.tell(`${device.name} loses the network`);
		// Half of them do not leave the network but only the line: what was under way is lost, and said again.
		if (this.random.chance(0.5)) this.offline.add(device);
		this.cutLinks((one) => one === device);
	}

	/** The same changes arrive twice, as when a relay and the line both bring them. */
	private pushTwice(): void {
		for (const { pair, device } of this.links) {
			const push = pair.inFlight.county.find((frame) => frame.startsWith('{"type":"push"'));
			if (!push || !pair.open) continue;
			pair.inFlight.county.push(push);
			this.tell(`a push of ${device.name} will arrive twice`);
		}
	}

	/** A role ends while its clerk may be away and not know, and later begins again. */
	private async changeRole(): Promise<void> {
		const roles = this.house.county?.directory().roles ?? [];
		const lapsed = STAFF.find(
			({ clerk }) => !roles.some((term) => term.clerk === clerk && term.until === null)
		);
		const { clerk, unit, role } = lapsed ?? this.random.pick(STAFF);
		const type = lapsed ? 'grantRole' : 'endRole';
		this.tell(`${type} ${clerk}`);
		await this.house.direct({ type, clerk, unit, role });
	}

	private kill(device: SimulatedDevice): void {
		this.tell(`${device.name} dies`);
		device.crash();
		this.cutLinks((one) => one === device);
	}

	private async crashDevice(): Promise<void> {
		const device = this.random.pick(this.devices);
		this.kill(device);
		await this.turns.quiet();
		await device.open();
	}

	private commitOrStart(): void {
		if (this.house.county) this.house.commit();
		else if (this.random.chance(0.3)) {
			this.tell('the county starts again');
			this.house.start();
		}
	}

	/** Yesterday's backup: what came to the county since is on devices only. */
	private backUpOrRestore(): void {
		if (this.random.chance(0.5)) {
			this.tell('the county is backed up');
			this.house.backUp();
		} else if (this.house.restore()) {
			this.restores++;
			this.tell('the county is restored');
		}
	}

	private crashCounty(): void {
		if (this.random.chance(0.4)) this.house.crash();
		else this.house.crashAfter(this.random.below(60), this.random.chance(0.5));
	}
}
