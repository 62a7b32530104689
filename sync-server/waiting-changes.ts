import type { Change, ChangeId } from '../src/lib/changes/change.ts';

/** Stored changes without a place yet, found by what they wait for. */
export interface WaitingChanges {
	/** Also when it waits already and for less. */
	add(change: Change, missing: ChangeId[]): void;
	remove(change: Change): void;
	/** Those that may go on now that this change has been placed or refused: who named it, and who follows in its chain. */
	wokenBy(change: Change): Change[];
	missingFor(id: ChangeId): ChangeId[];
	/** How many of this device's changes wait. */
	countOf(device: string): number;
}

export function waitingChanges(): WaitingChanges {
	const waiting = new Map<ChangeId, { change: Change; missing: ChangeId[] }>();
	const byMissing = new Map<ChangeId, Set<ChangeId>>();
	const byPlace = new Map<string, ChangeId>();
	const counts = new Map<string, number>();
	const placeOf = (device: string, seq: number) => `${device} ${seq}`;

	function remove({ id, envelope }: Change): void {
		for (const missing of waiting.get(id)?.missing ?? []) {
			const those = byMissing.get(missing);
			those?.delete(id);
			if (those?.size === 0) byMissing.delete(missing);
		}
		if (!waiting.delete(id)) return;
		byPlace.delete(placeOf(envelope.device, envelope.seq));
		count(envelope.device, -1);
	}

	function count(device: string, more: 1 | -1): void {
		const waits = countOf(device) + more;
		if (waits === 0) counts.delete(device);
		else counts.set(device, waits);
	}

	function countOf(device: string): number {
		return counts.get(device) ?? 0;
	}

	return {
		add(change, missing) {
			remove(change);
			const { id, envelope } = change;
			waiting.set(id, { change, missing });
			count(envelope.device, 1);
			byPlace.set(placeOf(envelope.device, envelope.seq), id);
			for (const other of missing) byMissing.set(other, (byMissing.get(other) ?? new Set()).add(id));
		},
		remove,
		wokenBy({ id, envelope }) {
			const next = byPlace.get(placeOf(envelope.device, envelope.seq + 1));
			const ids = new Set([...(byMissing.get(id) ?? []), ...(next === undefined ? [] : [next])]);
			return [...ids].flatMap((one) => waiting.get(one)?.change ?? []);
		},
		missingFor: (id) => waiting.get(id)?.missing ?? [],
		countOf
	};
}
