import { tick } from 'svelte';

/**
 * After the page has changed: the keyboard and the ear begin at its heading, unless the page has put the focus
 * somewhere itself. Where the heading comes later, at the content.
 */
export async function focusHeading(content: HTMLElement): Promise<void> {
	await tick();
	const at = document.activeElement;
	if (at !== null && at !== document.body && !at.closest('nav')) return;
	const heading = content.querySelector('h1');
	heading?.setAttribute('tabindex', '-1');
	(heading ?? content).focus({ preventScroll: true });
}
