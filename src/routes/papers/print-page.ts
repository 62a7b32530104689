import { tick } from 'svelte';
import { goto } from '$app/navigation';

/** Opens the browser's print dialog, once every sign of the page can be drawn. */
export async function printPage(): Promise<void> {
	await tick();
	await document.fonts.ready;
	window.print();
}

/** Whether the counter sent it here to be printed (`?now`), and it has not been yet. */
export function isToPrint(url: URL): boolean {
	return url.searchParams.get('now') === '';
}

/** The same for a page that came from the counter: not again when it is loaded anew, as it is after a lock. */
export async function printOnArrival(url: URL): Promise<void> {
	await goto(`${url.pathname}?now=printed`, { replaceState: true, noScroll: true, keepFocus: true });
	await printPage();
}
