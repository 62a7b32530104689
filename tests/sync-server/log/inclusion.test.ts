import { expect, test } from 'vitest';
import { inclusionProof, rootByProof } from '../../../sync-server/log/inclusion.ts';
import { growTree, leafHash } from '../../../sync-server/log/tree.ts';

const MOST = 70;

test('every entry of a log of any size is proven by the hashes beside its way, and by no others, at no other place', () => {
	for (let size = 1; size <= MOST; size++) {
		const leaves = Array.from({ length: size }, (_, i) => leafHash(`entry ${i}`));
		const tree = growTree(null);
		for (const leaf of leaves) tree.append(leaf);
		const root = tree.root();
		for (const [place, leaf] of leaves.entries()) {
			const proof = inclusionProof(leaves, place);
			expect(rootByProof(leaf, place, size, proof)).toEqual(root);
			expect(rootByProof(leafHash('another'), place, size, proof)).not.toEqual(root);
			if (size > 1) expect(rootByProof(leaf, (place + 1) % size, size, proof)).not.toEqual(root);
			expect(rootByProof(leaf, place, size, [...proof, leaf])).not.toEqual(root);
			if (proof.length > 0) expect(rootByProof(leaf, place, size, proof.slice(1))).not.toEqual(root);
		}
	}
});
