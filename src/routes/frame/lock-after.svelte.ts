const KEY = 'yizhan-lock-after';

export const LOCK_AFTER_MINUTES = [5, 15, 60] as const;
type Minutes = (typeof LOCK_AFTER_MINUTES)[number];
const USUAL: Minutes = 15;

let minutes = $state<Minutes>(
	LOCK_AFTER_MINUTES.find((one) => String(one) === localStorage.getItem(KEY)) ?? USUAL
);

/** After how long without a touch the device locks itself; kept on this device. */
export const lockAfter = {
	get minutes(): Minutes {
		return minutes;
	},
	choose(wanted: Minutes): void {
		minutes = wanted;
		localStorage.setItem(KEY, String(wanted));
	}
};
