const AT_THE_LATEST_MS = 2000;

/** Runs `work` when the browser has nothing else to do, after two seconds in any case. Returns: cancel. */
export function whenIdle(work: () => void): () => void {
	// Safari has none.
	if (!('requestIdleCallback' in globalThis)) {
		const timer = setTimeout(work);
		return () => clearTimeout(timer);
	}
	const asked = requestIdleCallback(work, { timeout: AT_THE_LATEST_MS });
	return () => cancelIdleCallback(asked);
}
