import type { Tally } from './faults.ts';
import { judgeWorld } from './verdict.ts';
import { World } from './world.ts';

export type Run = {
	/** How often each thing went wrong. */
	faults: Tally;
	/** Changes shown as saved. */
	saved: number;
	/** Those of them of which a disk lost the last copy. */
	gone: number;
	/** Bundles (一件事) that the county has at the end. */
	bundles: number;
	lost: string[];
	diverged: string[];
	stuck: string[];
	/** What happened, in order. */
	story: string[];
};

/** Lives one world to its end and judges it. The same seed gives the same life. */
export async function runSeed(seed: number, steps = 400): Promise<Run> {
	const world = new World(seed);
	try {
		await world.begin();
		for (let i = 0; i < steps; i++) await world.step();
		const healed = await world.heal();
		const { lost, diverged } = await judgeWorld(world.house, world.devices, world.copies.gone);
		const failures = world.house.failures.map((error) => `the county failed: ${String(error)}`);
		return {
			faults: world.tally(),
			saved: world.devices.reduce((sum, { saved }) => sum + saved.length, 0),
			gone: world.copies.gone.size,
			bundles: [...world.house.disk.statesOf('bundle')].length,
			lost,
			diverged,
			stuck: [...(healed ? [] : await world.stuck()), ...failures],
			story: world.story
		};
	} finally {
		await world.end();
	}
}
