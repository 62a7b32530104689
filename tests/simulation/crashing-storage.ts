import type { Storage } from '../../sync-server/storage/storage.ts';

export interface CrashingStorage {
	readonly storage: Storage;
	/** The process dies at the call that comes after `calls` more; a commit may by then be on disk or not. */
	crashAfter(calls: number, committed: boolean): void;
}

/** The county's disk as a process sees it that may die at any call. What is on the disk stays. */
export function crashingStorage(disk: Storage, onCrash: () => void): CrashingStorage {
	let left: number | null = null;
	let commitFirst = false;
	let dead = false;

	const storage = new Proxy(disk, {
		get(target, name: keyof Storage) {
			const call = (target[name] as (...args: unknown[]) => unknown).bind(target);
			return (...args: unknown[]) => {
				if (dead) throw new Error('this process is dead');
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
		}
	};
}
