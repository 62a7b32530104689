import type { Random } from '../../src/lib/platform/seams.ts';

/** Chance that repeats: the same seed gives the same draws. */
export interface SeededRandom extends Random {
	/** At least 0, below 1. */
	fraction(): number;
	/** A whole number from 0 to `below` - 1. */
	below(below: number): number;
	chance(probability: number): boolean;
	/** One of `choices`, which is not empty. */
	pick<T>(choices: readonly T[]): T;
	/** A source of its own, so that drawing more in one place does not shift what another place gets. */
	branch(): SeededRandom;
}

/** xoshiro128** (Blackman and Vigna), its state spread from the seed by splitmix32. */
export function seededRandom(seed: number): SeededRandom {
	let spread = seed >>> 0;
	const word = () => {
		spread = (spread + 0x9e3779b9) >>> 0;
		let z = spread;
		z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
		z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
		return (z ^ (z >>> 15)) >>> 0;
	};
	let [a, b, c, d] = [word(), word(), word(), word()];

	function next(): number {
		const turned = Math.imul(b, 5);
		const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = (d << 11) | (d >>> 21);
		return result;
	}

	const random: SeededRandom = {
		bytes(length) {
			const bytes = new Uint8Array(length);
			for (let i = 0; i < length; i++) bytes[i] = next() >>> 24;
			return bytes;
		},
		fraction: () => next() / 2 ** 32,
		below: (below) => Math.floor(random.fraction() * below),
		chance: (probability) => random.fraction() < probability,
		pick<T>(choices: readonly T[]): T {
			const chosen = choices[random.below(choices.length)];
			if (chosen === undefined) throw new Error('nothing to pick from');
			return chosen;
		},
		branch: () => seededRandom(next())
	};
	return random;
}
