import { expect, test } from 'vitest';
import { runSeed } from './run-seed.ts';

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

test.each(SEEDS)(
	'in the world of seed %i nothing saved is lost, all who talked agree, and nothing is stuck',
	async (seed) => {
		const { saved, lost, diverged, stuck } = await runSeed(seed);
		expect(saved).toBeGreaterThan(0);
		expect({ lost, diverged, stuck }).toEqual({ lost: [], diverged: [], stuck: [] });
	},
	60_000
);

test('a seed gives the same world again', async () => {
	const run = await runSeed(7);
	expect(run.bundles).toBeGreaterThan(0);
	expect(await runSeed(7)).toEqual(run);
}, 60_000);
