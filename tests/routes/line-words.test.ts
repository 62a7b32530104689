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
	receiving: null,
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

test('while a new device is still receiving it says how far it is, not that all is well or what needs someone', () => {
	const on: LineState = { ...off, status: 'on', receiving: { left: 1999, of: 8000 } };
	expect(lineWords(on, null, 0, 4, 0)).toEqual({
		mark: 'clear',
		text: m.station_line_receiving({ percent: 75 })
	});
	expect(lineWords({ ...on, receiving: null }, null, 0, 0, 0).text).toBe(m.station_line_clear());
});
