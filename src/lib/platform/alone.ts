/**
 * Lets one tab at a time work on a thing. Resolves with what lets go of it, or null where another tab has it.
 * `take-over` takes it from that tab, whose `onlost` is called.
 */
export function holdAlone(
	name: string,
	how: 'if-free' | 'take-over',
	onlost: () => void
): Promise<(() => void) | null> {
	return new Promise((resolve) => {
		const options = how === 'take-over' ? { steal: true } : { ifAvailable: true };
		const held = navigator.locks.request(name, options, (lock) => {
			if (lock === null) return resolve(null);
			return new Promise<void>((letGo) => resolve(letGo));
		});
		held.catch(onlost);
	});
}
