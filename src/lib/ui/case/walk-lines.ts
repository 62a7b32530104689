import type { Attachment } from 'svelte/attachments';

type Step = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

const steps: Record<string, Step> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	PageUp: 'page-up',
	PageDown: 'page-down',
	Home: 'first',
	End: 'last'
};

/**
 * Walks a page's case lines by keyboard: ↑ ↓ Page Home End move, Enter is the link's own, the letter of a line's
 * next step goes there, Space ticks, and with Shift the arrows tick what they pass. Keys typed into a field or a
 * dialog are left alone. Of a long list only what is in sight is on the page; the rest comes as it is walked to.
 */
export function walkLines(go: (href: string) => void): Attachment<HTMLElement> {
	return (list) => {
		const linesNow = () => [...list.querySelectorAll<HTMLAnchorElement>('[data-case-line]')];

		function onKey(event: KeyboardEvent): void {
			if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
			const lines = linesNow();
			const at = lines.findIndex((line) => line === document.activeElement);
			const step = steps[event.key];
			if (step !== undefined && lines.length > 0) {
				event.preventDefault();
				const passed = event.shiftKey ? lines[at] : undefined;
				walk(step, lines, at);
				if (passed && document.activeElement !== passed) tick(passed, true);
				return;
			}
			const line = lines[at];
			if (line && event.key === ' ' && tick(line, false)) event.preventDefault();
			else if (line?.dataset['next'] !== undefined && line.dataset['letter'] === event.key.toLowerCase()) {
				event.preventDefault();
				go(line.dataset['next']);
			}
		}

		function walk(step: Step, lines: HTMLAnchorElement[], at: number): void {
			if (step === 'first' || step === 'last') return void toEnd(step);
			if (step === 'page-up' || step === 'page-down') return void byPage(step === 'page-up' ? -1 : 1);
			// Nothing walked yet, or what was has been scrolled away: begin with what is in sight.
			if (at < 0) return focusLine(lines.find(isInSight) ?? lines[0]);
			const to = lines[step === 'down' ? at + 1 : at - 1];
			if (to && follows(lines[at], to, step)) focusLine(to);
		}

		async function toEnd(step: 'first' | 'last'): Promise<void> {
			for (let turn = 0; turn < 12; turn++) {
				window.scrollTo({ top: step === 'first' ? 0 : document.documentElement.scrollHeight });
				await frame();
				const line = step === 'first' ? linesNow()[0] : linesNow().at(-1);
				const { index, of } = line?.dataset ?? {};
				// A line without a place is never one of a long list.
				if (index === undefined || index === (step === 'first' ? '1' : of)) return focusLine(line);
			}
		}

		async function byPage(direction: 1 | -1): Promise<void> {
			const before = window.scrollY;
			window.scrollBy({ top: direction * window.innerHeight * 0.8 });
			await frame();
			if (window.scrollY === before) return toEnd(direction < 0 ? 'first' : 'last');
			const inSight = linesNow().filter(isInSight);
			focusLine(direction < 0 ? inSight[0] : inSight.at(-1));
		}

		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	};
}

/** Whether a key pressed there belongs to a field or an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof Element)) return false;
	return target.closest('input:not([type=checkbox]), textarea, select, dialog') !== null;
}

/** Whether no line between the two is missing from the page: then the list has yet to draw it. */
function follows(from: HTMLElement | undefined, to: HTMLElement, step: 'up' | 'down'): boolean {
	const [above, below] = step === 'down' ? [from, to] : [to, from];
	const place = (line: HTMLElement | undefined, name: string): number => Number(line?.dataset[name] ?? 0);
	if (place(below, 'index') === place(above, 'index') + 1) return true;
	// From the last line of one list to the first of the next.
	return place(above, 'index') === place(above, 'of') && place(below, 'index') <= 1;
}

function focusLine(line: HTMLElement | undefined): void {
	line?.focus({ preventScroll: true });
	line?.parentElement?.scrollIntoView({ block: 'nearest' });
}

function isInSight(line: HTMLElement): boolean {
	const { top, bottom } = line.getBoundingClientRect();
	// What the frame's bar covers is not in sight.
	return top >= 60 && bottom <= window.innerHeight;
}

/** Ticks a line's box; with `on` only if it is not ticked yet. False where lines have none. */
function tick(line: HTMLElement, on: boolean): boolean {
	const box = line.parentElement?.querySelector<HTMLInputElement>('[data-tick]');
	if (box && !(on && box.checked)) box.click();
	return Boolean(box);
}

/** Two frames: in the first the list learns where the window is, in the second its lines are there. */
function frame(): Promise<void> {
	return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
