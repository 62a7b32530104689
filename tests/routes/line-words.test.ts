import { expect, test } from 'vitest';
import type { LineState } from '../../src/lib/sync/line-state.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import { lineWords, type WaitingHere } from '../../src/routes/frame/line-words.ts';

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

const waits = { doc: 'case/a', ids: [], changes: 1, since: 0 };
const clear: WaitingHere = { cases: [], bundles: [], directory: 0, photographs: 0, locked: false };

test('a device that the county stopped is not shown as merely offline', () => {
	expect(lineWords(off, null, clear, 0, 0).mark).toBe('cut');
	expect(lineWords(off, 'revoked', clear, 0, 0)).toEqual({ mark: 'trouble', text: m.station_line_revoked() });
	expect(lineWords(off, 'fork', clear, 2, 0)).toEqual({ mark: 'trouble', text: m.station_line_fork() });
});

test('cases that need someone come before cases that wait, and without a line it says so too', () => {
	const road = { ...clear, cases: [waits] };
	expect(lineWords({ ...off, status: 'on' }, null, road, 2, 0).text).toBe(
		m.station_line_trouble({ count: 2 })
	);
	expect(lineWords(off, null, road, 2, 0).text).toBe(m.station_line_offline_trouble({ since: '', count: 2 }));
});

test('while a new device is still receiving it says how far it is, not that all is well or what needs someone', () => {
	const on: LineState = { ...off, status: 'on', receiving: { left: 1999, of: 8000 } };
	expect(lineWords(on, null, clear, 4, 0)).toEqual({
		mark: 'clear',
		text: m.station_line_receiving({ percent: 75 })
	});
	expect(lineWords({ ...on, receiving: null }, null, clear, 0, 0).text).toBe(m.station_line_clear());
});

test('nothing is called received while a bundle, a step of the directory or a photograph is only here', () => {
	const text = (road: Partial<WaitingHere>, line = off) =>
		lineWords(line, null, { ...clear, ...road }, 0, 0).text;
	expect(text({ bundles: [waits] })).toBe(m.station_line_offline_waiting({ since: '', count: 1 }));
	expect(text({ directory: 3 })).toBe(m.station_line_offline_waiting({ since: '', count: 1 }));
	expect(text({ photographs: 2 })).toBe(m.station_line_offline_photographs({ since: '', count: 2 }));
	expect(text({ photographs: 2 }, { ...off, status: 'on' })).toBe(
		m.station_line_on_photographs({ count: 2 })
	);
	expect(text({})).toBe(m.station_line_offline_clear({ since: '' }));
});

test('a locked device on the line says that it sends nothing before somebody opens it', () => {
	const on: LineState = { ...off, status: 'on' };
	const locked = { ...clear, locked: true };
	expect(lineWords(on, null, locked, 0, 0).text).toBe(m.station_line_locked());
	expect(lineWords(on, null, { ...locked, cases: [waits] }, 0, 0).text).toBe(
		m.station_line_locked_waiting({ count: 1 })
	);
	expect(lineWords(off, null, { ...locked, cases: [waits] }, 0, 0).mark).toBe('cut');
});
