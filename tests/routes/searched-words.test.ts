import { expect, test } from 'vitest';
import { SearchedWords } from '../../src/routes/searched-words.ts';

test('who comes back to a search finds its words, and only their ticket lies in the history', () => {
	const searched = new SearchedWords(() => 'yu');
	const ticket = searched.leave('岩罕 002X');
	expect(ticket).not.toContain('岩罕');
	expect(searched.leave('岩罕 002X')).toBe(ticket);
	expect(searched.take(ticket)).toBe('岩罕 002X');
});

test('the next clerk finds nothing of them, nor does the first one who comes back later', () => {
	let clerk: string | null = 'yu';
	const searched = new SearchedWords(() => clerk);
	const ticket = searched.leave('岩罕');
	clerk = 'dao';
	expect(searched.take(ticket)).toBe('');
	clerk = 'yu';
	expect(searched.take(ticket)).toBe('');
});

test('a ticket of a page that was loaded anew stands for nothing', () => {
	const ticket = new SearchedWords(() => null).leave('低保');
	expect(new SearchedWords(() => null).take(ticket)).toBe('');
	expect(new SearchedWords(() => null).take(undefined)).toBe('');
});
