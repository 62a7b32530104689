import type { Attachment } from 'svelte/attachments';

/**
 * Walks a page's case lines by keyboard: ↑ ↓ move, Enter is the link's own, the letter of a line's next step
 * goes there. Keys typed into a field or a dialog are left alone.
 */
export function walkLines(go: (href: string) => void): Attachment<HTMLElement> {
	return (list) => {
		function onKey(event: KeyboardEvent): void {
			if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
			const lines = [...list.querySelectorAll<HTMLAnchorElement>('[data-case-line]')];
			const at = lines.findIndex((line) => line === document.activeElement);
			if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
				const to = event.key === 'ArrowDown' ? at + 1 : Math.max(at, 1) - 1;
				const line = lines[Math.min(to, lines.length - 1)];
				if (!line) return;
				event.preventDefault();
				line.focus();
				return;
			}
			const line = lines[at];
			if (line?.dataset['next'] !== undefined && line.dataset['letter'] === event.key.toLowerCase()) {
				event.preventDefault();
				go(line.dataset['next']);
			}
		}
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	};
}

/** Whether a key pressed there belongs to a field or an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}
