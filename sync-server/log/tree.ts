import { hash } from 'node:crypto';

/** SHA-256 of a leaf or a node, 32 bytes. */
export type Hash = Buffer<ArrayBuffer>;

/**
 * A Merkle tree that only grows, hashed as RFC 6962 says. It holds no more than its frontier, the roots of its whole
 * subtrees from the largest on, so to append costs a hash and to sign a root no more than one for each of them.
 */
export interface Tree {
	readonly size: number;
	append(leaf: Hash): void;
	root(): Hash;
	/** For the disk: what `growTree` goes on from. Base64url. */
	frontier(): string;
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const HASH_LENGTH = 32;

/** RFC 6962 §2.1: other than a node's, or a node could be passed off as an entry. */
export function leafHash(entry: string): Hash {
	return sha256(LEAF, Buffer.from(entry));
}

export function nodeHash(left: Hash, right: Hash): Hash {
	return sha256(NODE, left, right);
}

/** Goes on from the frontier of a tree of that size; with none from the empty tree. */
export function growTree(start: { size: number; frontier: string } | null): Tree {
	let size = start?.size ?? 0;
	const roots = readFrontier(start?.frontier ?? '');

	return {
		get size() {
			return size;
		},
		append(leaf) {
			let node = leaf;
			// Two whole subtrees of one size become the next larger: as many as the size ends in ones.
			for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
				const left = roots.pop();
				if (!left) throw new Error(`no frontier of a tree of ${size}`);
				node = nodeHash(left, node);
			}
			roots.push(node);
			size++;
		},
		root() {
			const [last, ...larger] = roots.toReversed();
			return larger.reduce((right, left) => nodeHash(left, right), last ?? sha256());
		},
		frontier: () => Buffer.concat(roots).toString('base64url')
	};
}

function readFrontier(text: string): Hash[] {
	const bytes = Buffer.from(text, 'base64url');
	const count = bytes.length / HASH_LENGTH;
	return Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_LENGTH, (i + 1) * HASH_LENGTH));
}

function sha256(...parts: Buffer[]): Hash {
	return hash('sha256', Buffer.concat(parts), 'buffer');
}
