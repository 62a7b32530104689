import type { Reach } from './seams.ts';

/** What the browser says of the network to `host`. A county on this very machine needs none. */
export function browserReach(host: string): Reach {
	const isHere = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
	return {
		isCut: () => !isHere && !navigator.onLine,
		watch(take) {
			window.addEventListener('online', take);
			window.addEventListener('offline', take);
			return () => {
				window.removeEventListener('online', take);
				window.removeEventListener('offline', take);
			};
		}
	};
}
