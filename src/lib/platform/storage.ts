/** What this origin uses and may use of the disk, in bytes; null where the browser does not say. */
export async function storageEstimate(): Promise<{ used: number; quota: number; persisted: boolean } | null> {
	try {
		const { usage, quota } = await navigator.storage.estimate();
		if (usage === undefined || quota === undefined) return null;
		return { used: usage, quota, persisted: await navigator.storage.persisted() };
	} catch {
		return null;
	}
}

/** Asks the browser never to clear this origin by itself; whether it agreed. */
export async function keepStorage(): Promise<boolean> {
	try {
		return await navigator.storage.persist();
	} catch {
		return false;
	}
}
