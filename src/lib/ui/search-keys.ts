/** Whether this press means "let me search": `/` outside of fields, Ctrl+K or ⌘K anywhere. */
export function asksForSearch(event: KeyboardEvent): boolean {
	if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey) return true;
	if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return false;
	const at = event.target;
	return !(at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select')));
}

/** Where the arrow keys lead in a list of `length`, from `at` (-1: nowhere yet); null for other keys. */
export function walked(key: string, at: number, length: number): number | null {
	if (length === 0) return null;
	if (key === 'ArrowDown') return Math.min(at + 1, length - 1);
	if (key === 'ArrowUp') return Math.max(at - 1, 0);
	return null;
}
