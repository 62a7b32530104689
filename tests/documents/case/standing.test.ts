import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/lib/domain/calendar.ts';
import { readersOf } from '../../../src/lib/documents/case/readers.ts';
import { dayOf, standingAt } from '../../../src/lib/documents/case/standing.ts';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import {
	accepted,
	correcting,
	decided,
	DEPARTMENT,
	History,
	MONDAY,
	people,
	received,
	sample,
	submitted,
	takenIn,
	TOWNSHIP,
	VILLAGE
} from '../history.ts';

const { agent, window, department } = people;

/** Only weekends are off. */
const calendar: Calendar = {
	years: [
		{ year: 2026, confirmed: true, source: '', holidays: [], daysOff: [], makeupWorkdays: [] },
		{ year: 2027, confirmed: false, source: '', holidays: [], daysOff: [], makeupWorkdays: [] }
	],
	localDaysOff: []
};

describe('what runs out, and when', () => {
	test('nothing before 收件: the village’s intake starts no clock', () => {
		expect(standingAt(takenIn().state, '2026-12-31', calendar).due).toBeNull();
		expect(standingAt(submitted().state, '2026-12-31', calendar).due).toBeNull();
	});

	test('five working days from 收件 to tell every gap; after that silence is acceptance', () => {
		const { state } = received();
		const due = {
			...{ date: '2026-11-30', confirmed: true, for: 'tell-gaps', otherReading: null },
			...{ since: '2026-11-23', limit: { value: 5, unit: '工作日' } }
		};
		expect(standingAt(state, '2026-11-30', calendar)).toEqual({
			due,
			overdue: false,
			presumedAccepted: false
		});
		expect(standingAt(state, '2026-12-01', calendar)).toEqual({ due, overdue: true, presumedAccepted: true });
	});

	test('in correction only what the applicant was given', () => {
		const { state } = correcting();
		expect(standingAt(state, '2026-12-02', calendar)).toEqual({
			due: {
				...{ date: '2026-12-01', confirmed: true, for: 'correct', otherReading: null },
				...{ since: '2026-11-23', limit: null }
			},
			overdue: true,
			presumedAccepted: false
		});
	});

	test('after the correction five working days from its day', () => {
		const history = correcting();
		const at = Date.UTC(2026, 10, 26, 2);
		history.add(agent, sample('supplement', history.state), { at, arrived: at });
		expect(standingAt(history.state, '2026-11-27', calendar).due?.date).toBe('2026-12-03');
	});

	test('the promised limit from the day of acceptance, which is day 0', () => {
		expect(standingAt(accepted().state, '2026-11-24', calendar).due).toMatchObject({
			date: '2026-12-07',
			for: 'decide'
		});
	});

	test.each([
		['on the fifth working day it runs from that day', 30, '2026-12-14'],
		['later it runs from the receipt, as silence was acceptance', 31, '2026-12-07']
	])('the promised limit of what was received on the 23rd; accepted %s', (_, day, date) => {
		const history = received();
		const at = Date.UTC(2026, 10, day, 2);
		history.add(window, sample('accept', history.state), { at, arrived: at });
		expect(standingAt(history.state, '2026-12-01', calendar).due?.date).toBe(date);
	});

	test('the limit is counted anew from a correction, silence before it too', () => {
		const history = correcting();
		const answered = Date.UTC(2026, 11, 1, 2);
		history.add(agent, sample('supplement', history.state), { at: answered, arrived: answered });
		const at = Date.UTC(2026, 11, 9, 2);
		history.add(window, sample('accept', history.state), { at, arrived: at });
		expect(standingAt(history.state, '2026-12-10', calendar).due?.date).toBe('2026-12-15');
	});

	test('no date where the county has given no limit', () => {
		const history = received();
		const accept = { ...sample('accept', history.state), legal: null, promised: null };
		history.add(window, accept);
		expect(standingAt(history.state, '2026-11-24', calendar).due).toBeNull();
	});

	test('ten working days to deliver what was decided', () => {
		expect(standingAt(decided().state, '2026-11-24', calendar).due).toMatchObject({
			date: '2026-12-07',
			for: 'deliver'
		});
	});

	test('a date that reaches a year without an official list says so', () => {
		const history = received();
		const accept = { ...sample('accept', history.state), promised: { value: 60, unit: '工作日' } };
		history.add(window, accept);
		expect(standingAt(history.state, '2026-11-24', calendar).due?.confirmed).toBe(false);
	});
});

describe('two clocks', () => {
	const NIGHT = Date.UTC(2026, 10, 23, 15, 50); // 23:50 in China, still Monday

	test('accepted before midnight, at the county after it: both dates are shown', () => {
		const history = received();
		history.add(window, sample('accept', history.state), { at: NIGHT, arrived: NIGHT + 20 * 60_000 });
		expect(standingAt(history.state, '2026-11-24', calendar).due).toMatchObject({
			date: '2026-12-07',
			otherReading: '2026-12-08'
		});
	});

	test('a clock that is years wrong is held between what its device knew and the arrival', () => {
		const stamp = { change: '', clerk: '', unit: '', notBefore: MONDAY, notAfter: MONDAY + 86_400_000 };
		expect(dayOf({ ...stamp, at: 0 })).toBe('2026-11-23');
		expect(dayOf({ ...stamp, at: Date.UTC(2031, 0, 1) })).toBe('2026-11-24');
		expect(dayOf({ ...stamp, at: NIGHT })).toBe('2026-11-23');
		expect(dayOf({ ...stamp, at: Date.UTC(2026, 10, 25), notAfter: null })).toBe('2026-11-25');
	});
});

describe('the units that get a case', () => {
	const directory = startDirectory();
	const open = { hours: '', items: [], closed: false };
	for (const [id, level, parent] of [
		[TOWNSHIP, 'township', '532822'],
		[VILLAGE, 'village', TOWNSHIP]
	] as const) {
		directory.units[id] = { id, level, parent, name: id, short: id, phone: null, address: null, ...open };
	}

	test('are the village and its township from the first, then holder and whom it is offered to', () => {
		const history = accepted();
		history.add(window, sample('handOver', history.state));
		expect(readersOf(takenIn().state, directory)).toEqual([TOWNSHIP, VILLAGE]);
		expect(readersOf(history.state, directory)).toEqual([TOWNSHIP, VILLAGE, DEPARTMENT].sort());
		history.add(department, sample('receive', history.state, DEPARTMENT));
		expect(readersOf(history.state, directory)).toEqual([TOWNSHIP, VILLAGE, DEPARTMENT].sort());
	});

	test('is the one with the paper while nothing else is known', () => {
		const history = new History();
		history.add(window, sample('receive', history.state));
		expect(readersOf(history.state, directory)).toEqual([TOWNSHIP]);
	});

	test('of a township’s own case are not its parent', () => {
		const history = new History();
		history.add(window, sample('open', history.state, TOWNSHIP));
		expect(readersOf(history.state, directory)).toEqual([TOWNSHIP]);
	});
});
