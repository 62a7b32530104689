import { nodeHash, type Hash } from './tree.ts';

/** RFC 6962 §2.1.1: the hashes beside the way from a leaf to the root, from the leaf on. */
export function inclusionProof(leaves: readonly Hash[], leaf: number): Hash[] {
	if (leaves.length <= 1) return [];
	const left = largestPowerBelow(leaves.length);
	return leaf < left
		? [...inclusionProof(leaves.slice(0, left), leaf), rootOf(leaves.slice(left))]
		: [...inclusionProof(leaves.slice(left), leaf - left), rootOf(leaves.slice(0, left))];
}

/** The root that a leaf at this place of a tree of this size has by the proof; null where the proof does not fit. */
export function rootByProof(leaf: Hash, place: number, size: number, proof: readonly Hash[]): Hash | null {
	if (place >= size) return null;
	let node = leaf;
	let at = place;
	let last = size - 1;
	for (const beside of proof) {
		if (last === 0) return null;
		// A node without a neighbour goes up as it is.
		while (at === last && at % 2 === 0 && last > 0) {
			at /= 2;
			last = Math.floor(last / 2);
		}
		node = at % 2 === 1 ? nodeHash(beside, node) : nodeHash(node, beside);
		at = Math.floor(at / 2);
		last = Math.floor(last / 2);
	}
	while (last > 0 && at === last && at % 2 === 0) {
		at /= 2;
		last = Math.floor(last / 2);
	}
	return last === 0 ? node : null;
}

function rootOf(leaves: readonly Hash[]): Hash {
	const [only] = leaves;
	if (leaves.length === 1 && only) return only;
	const left = largestPowerBelow(leaves.length);
	return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

function largestPowerBelow(size: number): number {
	let power = 1;
	while (power * 2 < size) power *= 2;
	return power;
}
