import { walked } from '$lib/ui/search-keys.ts';

/** Arrow keys lead from row to row of a register; the first one down leads into it. Enter is the button's own. */
export function walkRows(list: HTMLElement): () => void {
	function press(event: KeyboardEvent): void {
		const names = [...list.querySelectorAll<HTMLElement>('[data-row]')];
		const row = event.target instanceof HTMLElement ? event.target.closest('tr') : null;
		const at = names.findIndex((name) => row?.contains(name) === true);
		const next = walked(event.key, at, names.length);
		if (next === null) return;
		names[next]?.focus();
		event.preventDefault();
	}
	list.addEventListener('keydown', press);
	return () => list.removeEventListener('keydown', press);
}
