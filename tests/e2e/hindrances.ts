import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules whose answer hangs on colours; all others answer alike in other ones. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Notes what would keep someone from using this page; `name` says where it was found. */
export function noHindrance(page: Page, name: string): Promise<void> {
	return none(lookAt(page), name);
}

/** The same of a page whose other look, in other colours, asks for the rest. */
export function noHindranceOfColours(page: Page, name: string): Promise<void> {
	return none(lookAt(page).withRules(OF_COLOURS), name);
}

/** The same of the open dialog: what lies behind it was looked at before, and can neither be reached nor read out. */
export function noHindranceInDialog(page: Page, name: string): Promise<void> {
	return none(lookAt(page).include('dialog[open]'), name);
}

/**
 * Without what takes most of the time and finds nothing here: the other mode opens a tab for each look, to join the
 * answers of frames (we have none), and with each result axe lists all that is well.
 */
function lookAt(page: Page): AxeBuilder {
	return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false });
}

async function none(look: AxeBuilder, name: string): Promise<void> {
	const { violations } = await look.analyze();
	const serious = violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
	expect.soft(serious).toEqual([]);
}
