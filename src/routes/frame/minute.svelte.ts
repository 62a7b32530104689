import { createSubscriber } from 'svelte/reactivity';

const subscribe = createSubscriber((update) => {
	const timer = setInterval(update, 60_000);
	return () => clearInterval(timer);
});

/** The device's clock for words such as "offline for 3 hours": anew each minute. */
export const minute = {
	get now(): number {
		subscribe();
		return Date.now();
	}
};
