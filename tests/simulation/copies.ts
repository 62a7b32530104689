import type { ChangeId } from '../../src/lib/changes/change.ts';
import type { CountyHouse } from './county-house.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/**
 * What nobody had any more after a disk lost what it had kept: the one loss that no software can undo. Counted before and
 * after each such loss, so that nothing that our own code drops is among it.
 */
export class Copies {
	/** Changes of which the last copy went with a disk. */
	readonly gone = new Set<ChangeId>();
	private readonly house: CountyHouse;
	private readonly devices: SimulatedDevice[];

	constructor(house: CountyHouse, devices: SimulatedDevice[]) {
		this.house = house;
		this.devices = devices;
	}

	/**
	 * `work` answers whether a disk lost anything. Of the days that one lost no other one loses the copy too: what third
	 * devices hold of them would be refused or wait for what is gone (docs/backup.md), and no software knows whose
	 * branch is right.
	 */
	async losing(work: () => Promise<boolean>): Promise<void> {
		const before = await this.census();
		if (!(await work())) return;
		this.house.forgetBackups();
		for (const device of this.devices) device.forgetImage();
		const after = await this.census();
		for (const id of before) if (!after.has(id)) this.gone.add(id);
	}

	/** Of all that was ever shown as saved, what somebody has now. */
	private async census(): Promise<Set<ChangeId>> {
		const held = new Set<ChangeId>();
		for (const device of this.devices) for (const id of await device.changesOnDisk()) held.add(id);
		const saved = this.devices.flatMap((device) => device.saved.map(({ id }) => id));
		const { disk } = this.house;
		return new Set(saved.filter((id) => held.has(id) || disk.change(id) || disk.refusal(id)));
	}
}
