import { tick } from 'svelte';

/** Opens the browser's print dialog, once every sign of the page can be drawn. */
export async function printPage(): Promise<void> {
	await tick();
	await document.fonts.ready;
	window.print();
}
