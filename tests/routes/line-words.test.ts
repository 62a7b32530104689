import { expect, test } from 'vitest';
import type { LineState } from '../../src/lib/sync/line-state.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { lineWords } from '../../src/routes/frame/line-words.ts';

const off: LineState = {
	status: 'off',
	since: 0,
	lastContact: 0,
	clockAhead: null,
	release: 0,
	trouble: null,
	ticket: null,
	unplaced: [],
	nextTry: null
};

test('a device that the county stopped is not shown as merely offline', () => {
	expect(lineWords(off, null, 0, 0, 0).mark).toBe('cut');
	expect(lineWords(off, 'revoked', 0, 0, 0)).toEqual({ mark: 'trouble', text: m.station_line_revoked() });
	expect(lineWords(off, 'fork', 3, 2, 0)).toEqual({ mark: 'trouble', text: m.station_line_fork() });
});

test('cases that need someone come before cases that wait', () => {
	expect(lineWords(off, null, 3, 2, 0).text).toBe(m.station_line_trouble({ count: 2 }));
});
