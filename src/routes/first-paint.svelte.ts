/** A page that is opened out of sight paints nothing, and must not wait for that. */
const OUT_OF_SIGHT_MS = 500;

let isOver = $state(false);
let pass = (): void => {};
const passed = new Promise<void>((resolve) => (pass = resolve));

/**
 * The first page of this visit on the screen. What a clerk need not see at once waits for it: on a slow tablet it would
 * stand between them and their work.
 */
export const firstPaint = {
	get isOver(): boolean {
		return isOver;
	},
	/** Resolves when it is there. */
	passed,
	/** The first page is drawn, and the next frame shows it. */
	comes(): void {
		const done = () => {
			isOver = true;
			pass();
		};
		setTimeout(done, OUT_OF_SIGHT_MS);
		// A task after the frame: by then it is painted.
		requestAnimationFrame(() => void setTimeout(done));
	}
};
