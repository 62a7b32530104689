/**
 * Runs at once, or once the finger or mouse that is on something now has let go. What is said about a field that was
 * left moves the page: said while the next button is being pressed, it takes the button away from under the hand.
 */
export function afterPress(run: () => void): void {
	if (document.querySelector('button:active, a:active, label:active') === null) return run();
	const done = new AbortController();
	for (const end of ['click', 'pointerup', 'pointercancel'] as const) {
		const ended = () => {
			done.abort();
			// The click comes right behind the hand's letting go.
			setTimeout(run);
		};
		addEventListener(end, ended, { capture: true, signal: done.signal });
	}
}
