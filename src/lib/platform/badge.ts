type Badging = { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> };

/** The number on the installed app's icon; 0 takes it away. Where there is no icon nothing happens. */
export function showBadge(count: number): void {
	const { setAppBadge, clearAppBadge } = navigator as Badging;
	const shown = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator);
	// Refused in a private window: then there is no icon either.
	shown?.catch(() => undefined);
}
