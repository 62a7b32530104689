import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { growTree, leafHash, nodeHash, type Hash } from '../../../sync-server/log/tree.ts';

/** RFC 6962 §2.1 word for word: split at the largest power of two that is smaller than the list. */
function rootOf(leaves: Hash[]): Hash {
	const [only] = leaves;
	if (!only) return createHash('sha256').digest();
	if (leaves.length === 1) return only;
	let half = 1;
	while (half * 2 < leaves.length) half *= 2;
	return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

const leaves = Array.from({ length: 70 }, (_, i) => leafHash(`entry ${i}`));

test('the root of every size is RFC 6962’s', () => {
	const tree = growTree(null);
	expect(tree.root()).toEqual(rootOf([]));
	leaves.forEach((leaf, i) => {
		tree.append(leaf);
		expect(tree.size).toBe(i + 1);
		expect(tree.root()).toEqual(rootOf(leaves.slice(0, i + 1)));
	});
});

test('the published roots come out: of nothing, of one empty entry', () => {
	const tree = growTree(null);
	expect(tree.root().toString('hex')).toBe(
		'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
	);
	tree.append(leafHash(''));
	expect(tree.root().toString('hex')).toBe(
		'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'
	);
	tree.append(leafHash('\0'));
	expect(tree.root().toString('hex')).toBe(
		'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'
	);
});

test('a tree goes on from its frontier, whatever its size', () => {
	for (let size = 0; size < leaves.length; size++) {
		const first = growTree(null);
		for (const leaf of leaves.slice(0, size)) first.append(leaf);
		const second = growTree({ size, frontier: first.frontier() });
		for (const leaf of leaves.slice(size)) second.append(leaf);
		expect(second.root()).toEqual(rootOf(leaves));
	}
});

test('a frontier that does not belong to the size is no tree', () => {
	expect(() => growTree({ size: 3, frontier: '' }).append(leafHash('x'))).toThrow();
});
