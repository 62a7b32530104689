import { Dexie } from 'dexie';

/** Why the disk did not take something. */
export type DiskFault = 'disk-full' | 'disk-failed';

/** Runs a transaction; why the disk did not take it, or null. Whatever is not the disk's fault is thrown on. */
export async function stored(work: () => PromiseLike<unknown>): Promise<DiskFault | null> {
	try {
		await work();
		return null;
	} catch (error) {
		if (!(error instanceof Dexie.DexieError)) throw error;
		return isFull(error) ? 'disk-full' : 'disk-failed';
	}
}

function isFull(error: Error & { inner?: unknown }): boolean {
	const { inner } = error;
	return error.name === 'QuotaExceededError' || (inner instanceof Error && isFull(inner));
}
