import type { HandOver } from './browser-key-hold.ts';
import type { OpenKeys } from './seams.ts';

/** Longer than a reload takes on a slow tablet. */
const KEPT_MS = 20_000;

/** The worker's side of a reload (`browser-key-hold.ts`): keeps what a page hands over, for its token, for a moment. */
export function keepOverReloads(worker: ServiceWorkerGlobalScope): void {
	const kept = new Map<string, OpenKeys>();
	worker.addEventListener('message', (event) => {
		const said = event.data as HandOver | string;
		if (typeof said !== 'object') return;
		if ('takeUp' in said) {
			event.ports[0]?.postMessage(kept.get(said.takeUp) ?? null);
			return;
		}
		if ('forget' in said) return void kept.delete(said.forget);
		const { token, keys } = said.handOver;
		kept.set(token, keys);
		// A worker with nothing to wait for may be ended at any moment.
		event.waitUntil(
			new Promise<void>((resolve) =>
				setTimeout(() => {
					kept.delete(token);
					resolve();
				}, KEPT_MS)
			)
		);
	});
}
