import type { Storage } from '../../sync-server/storage/storage.ts';

export interface CrashingStorage {
	readonly storage: Storage;
	/** The process dies at the call that comes after `calls` more; a commit may by then be on disk or not. */
	crashAfter(calls: number, committed: boolean): void;
	/** The disk fails at `times` calls from the one on that comes after `calls` more: nothing is read or written. */
	failAfter(calls: number, times: number): void;
}

/** What a process hears from a disk that is full or broken. */
export class DiskError extends Error {}

/** The county's disk as a process sees it that may die or get no answer at any call. What is on the disk stays. */
export function crashingStorage(
	disk: Storage,
	{ onCrash, onFailure }: { onCrash: () => void; onFailure: () => void }
): CrashingStorage {
	let left: number | null = null;
	let commitFirst = false;
	let dead = false;
	let failing = { after: Infinity, times: 0 };

	function fail(): void {
		if (failing.times === 0 || failing.after-- > 0) return;
		failing.times--;
		onFailure();
		throw new DiskError('the disk is full');
	}

	const storage = new Proxy(disk, {
		get(target, name: keyof Storage) {
			const call = (target[name] as (...args: unknown[]) => unknown).bind(target);
			return (...args: unknown[]) => {
				if (dead) throw new Error('this process is dead');
				fail();
				if (left === null || left-- > 0) return call(...args);
				dead = true;
				if (name === 'commit' && commitFirst) call(...args);
				onCrash();
				throw new Error('this process died');
			};
		}
	});
	return {
		storage,
		crashAfter(calls, committed) {
			left = calls;
			commitFirst = committed;
		},
		failAfter: (after, times) => (failing = { after, times })
	};
}
