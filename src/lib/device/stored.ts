import { Dexie } from 'dexie';

/** Why the disk did not take something. */
export type DiskFault = 'disk-full' | 'disk-failed';

/** Runs a transaction; why the disk did not take it, or null. Whatever is not the disk's fault is thrown on. */
export async function stored(work: () => PromiseLike<unknown>): Promise<DiskFault | null> {
	const done = await answered(async () => {
		await work();
		return { ok: true as const };
	});
	return done.ok ? null : done.code;
}

/** What the work answers; where the disk did not give or take something, why. Whatever else goes wrong is thrown on. */
export async function answered<T>(work: () => PromiseLike<T>): Promise<T | { ok: false; code: DiskFault }> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Dexie.DexieError)) throw error;
		return { ok: false, code: isFull(error) ? 'disk-full' : 'disk-failed' };
	}
}

/** What was written many rows at once tells of each by itself. */
function isFull(error: Error & { inner?: unknown; failures?: unknown }): boolean {
	const { name, inner, failures } = error;
	const causes = [inner, ...(Array.isArray(failures) ? (failures as unknown[]) : [])];
	return name === 'QuotaExceededError' || causes.some((cause) => cause instanceof Error && isFull(cause));
}
