import type { Change, ChangeId } from './change.ts';
import type { Receipt } from './receipt.ts';

export type Placed = { change: Change; receipt: Receipt | null };

/**
 * The one order of a document's changes: by `pos`; then those without receipt, ancestors first, ties by
 * device and seq. The same changes and receipts give the same order on every machine.
 */
export function inOrder(changes: Iterable<Placed>): Placed[] {
	const settled = new Map<ChangeId, Placed & { receipt: Receipt }>();
	const pending = new Map<ChangeId, Placed>();
	for (const placed of changes) {
		const { change, receipt } = placed;
		const known = settled.get(change.id);
		if (!receipt) pending.set(change.id, placed);
		// After a restore of the county one change has two receipts: the newest epoch orders.
		else if (!known || known.receipt.epoch < receipt.epoch) settled.set(change.id, { change, receipt });
	}
	for (const id of settled.keys()) pending.delete(id);
	const byPlace = [...settled.values()].sort(
		(a, b) => a.receipt.epoch - b.receipt.epoch || a.receipt.pos - b.receipt.pos
	);
	return [...byPlace, ...ancestorsFirst(pending)];
}

function ancestorsFirst(pending: Map<ChangeId, Placed>): Placed[] {
	const waitingFor = new Map<ChangeId, number>();
	const followers = new Map<ChangeId, Placed[]>();
	const ready: Placed[] = [];
	for (const placed of pending.values()) {
		const { seen, prev } = placed.change.envelope;
		// `prev` may be a change of another document; only what is pending here can hold this one back.
		const parents = new Set([...seen, ...(prev === null ? [] : [prev])]);
		let missing = 0;
		for (const parent of parents) {
			if (!pending.has(parent)) continue;
			missing++;
			const list = followers.get(parent);
			if (list) list.push(placed);
			else followers.set(parent, [placed]);
		}
		waitingFor.set(placed.change.id, missing);
		if (missing === 0) ready.push(placed);
	}
	const order: Placed[] = [];
	while (ready.length > 0) {
		ready.sort(byDevice);
		const next = ready.shift();
		if (!next) break;
		order.push(next);
		for (const follower of followers.get(next.change.id) ?? []) {
			const left = (waitingFor.get(follower.change.id) ?? 0) - 1;
			waitingFor.set(follower.change.id, left);
			if (left === 0) ready.push(follower);
		}
	}
	return order;
}

function byDevice(a: Placed, b: Placed): number {
	const x = a.change.envelope;
	const y = b.change.envelope;
	if (x.device !== y.device) return x.device < y.device ? -1 : 1;
	return x.seq - y.seq || (a.change.id < b.change.id ? -1 : 1);
}

/** The changes that no other one of these has seen: what the next author names in `seen`. */
export function headsOf(changes: Iterable<Change>): ChangeId[] {
	const heads = new Set<ChangeId>();
	const passed = new Set<ChangeId>();
	for (const change of changes) {
		heads.add(change.id);
		for (const id of change.envelope.seen) passed.add(id);
	}
	for (const id of passed) heads.delete(id);
	return [...heads].sort();
}
