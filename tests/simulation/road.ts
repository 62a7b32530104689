import type { Socket } from '../../src/lib/platform/seams.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { socketPair, type Side, type SocketPair } from '../support/sockets.ts';
import type { CountyHouse } from './county-house.ts';
import type { SimulatedDevice } from './simulated-device.ts';

type Link = { device: SimulatedDevice; pair: SocketPair };

/** The bad road between devices and county: what moves on it, what is lost, and who hears nothing. */
export class Road {
	private links: Link[] = [];
	private readonly offline = new Set<SimulatedDevice>();
	/** Nothing reaches this side of the device's lines, old or new. */
	private readonly deaf = new Map<SimulatedDevice, Side>();
	private readonly house: CountyHouse;

	constructor(house: CountyHouse) {
		this.house = house;
	}

	async connect(device: SimulatedDevice): Promise<Socket> {
		if (this.offline.has(device)) throw new Error('no network');
		const pair = socketPair();
		if (!this.house.connect(pair.county)) throw new Error('the county does not answer');
		// What the county says first arrived while the socket was opened.
		const side = this.deaf.get(device);
		if (side) pair.deafen(side);
		this.links.push({ device, pair });
		return pair.device;
	}

	isOffline(device: SimulatedDevice): boolean {
		return this.offline.has(device);
	}

	leaveNetwork(device: SimulatedDevice): void {
		this.offline.add(device);
		this.cut(device);
	}

	/** What was under way is lost, and said again on the next line. `null`: of everybody. */
	cut(device: SimulatedDevice | null): void {
		const isCut = (link: Link) => device === null || link.device === device;
		const cut = this.links.filter(isCut);
		this.links = this.links.filter((link) => !isCut(link));
		for (const { pair } of cut) pair.cut();
	}

	/** The device has lost its line, the county does not know it, and what was sent arrives beside the next line. */
	leaveLine(device: SimulatedDevice): boolean {
		const left = this.links.filter((link) => link.device === device && link.pair.inFlight.county.length > 0);
		for (const { pair } of left) pair.leave('device');
		return left.length > 0;
	}

	deafen(device: SimulatedDevice, side: Side): void {
		this.deaf.set(device, side);
		for (const link of this.links) if (link.device === device) link.pair.deafen(side);
	}

	/** The device has a good road again. False when it had one. */
	mend(device: SimulatedDevice): boolean {
		const wasBad = [this.offline.delete(device), this.deaf.delete(device)].includes(true);
		if (wasBad) this.cut(device);
		return wasBad;
	}

	/** Some frames of one line reach one side. */
	moveSome(
		random: SeededRandom
	): { device: SimulatedDevice; side: Side; frames: number; late: boolean } | null {
		this.forget();
		const ways = this.links.flatMap(({ device, pair }) =>
			(['device', 'county'] as const)
				.filter((side) => pair.inFlight[side].length > 0)
				.map((side) => ({ device, pair, side }))
		);
		if (ways.length === 0) return null;
		const { device, pair, side } = random.pick(ways);
		const late = side === 'county' && !pair.hasEnd('device');
		const frames = 1 + random.below(pair.inFlight[side].length);
		for (let i = 0; i < frames; i++) pair.deliver(side);
		return { device, side, frames, late };
	}

	/** The same changes arrive twice, as when a relay and the line both bring them. Whose they are. */
	pushTwice(): SimulatedDevice[] {
		return this.links.flatMap(({ pair, device }) => {
			const push = pair.inFlight.county.find((frame) => frame.startsWith('{"type":"push"'));
			if (!push) return [];
			pair.inFlight.county.push(push);
			return device;
		});
	}

	/** Moves everything that is under way. Whether anything was. */
	flush(): boolean {
		this.forget();
		return this.links.filter(({ pair }) => pair.flush() > 0).length > 0;
	}

	/** A line that only the county thinks to have ends when its last frame has come. */
	private forget(): void {
		for (const { pair } of this.links) {
			if (!pair.hasEnd('device') && pair.inFlight.county.length === 0) pair.cut();
		}
		this.links = this.links.filter(({ pair }) => pair.open);
	}
}
