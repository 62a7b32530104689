import { expect, test } from 'vitest';
import { startDirectory } from '../../../src/lib/documents/directory/fold.ts';
import type { Unit } from '../../../src/lib/documents/directory/state.ts';
import { bandOf } from '../../../src/routes/county/silence.ts';
import { stationRow, townRoads } from '../../../src/routes/county/station-row.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;

function directory() {
	const state = startDirectory();
	const add = (id: string, level: Unit['level'], parent: string | null, closed = false) => {
		const said = { id, level, name: id, short: id, parent, phone: null, address: null };
		state.units[id] = { ...said, hours: '', items: [], closed };
	};
	add('C', 'county', null);
	add('D', 'department', 'C');
	add('T', 'township', 'C');
	add('V1', 'village', 'T');
	add('V2', 'village', 'T');
	add('V3', 'village', 'T', true);
	return state;
}

const contact = (unit: string, lastSeen: number | null, changes = 0, revoked = false) => ({
	...{ device: `${unit}${lastSeen}`, name: unit, unit, lastSeen, behind: 0, release: 1, revoked },
	report: { time: 1, app: '', changes, cases: changes, oldest: null, photographs: 0, refused: 0, numbers: 0 }
});

test('silence is told as a person tells it: today, three days, a week, longer', () => {
	const band = (days: number) => bandOf({ kind: 'days', days });
	expect([0, 1, 3, 4, 7, 8].map(band)).toEqual(['today', 'days', 'days', 'week', 'week', 'long']);
	expect([bandOf({ kind: 'never' }), bandOf({ kind: 'revoked' })]).toEqual(['never', 'revoked']);
});

test('each township is a road with its open villages on it, the county’s hall and departments the first', () => {
	const roads = townRoads(directory(), []);
	expect(roads.map(({ stops }) => stops.map(({ unit }) => unit.id))).toEqual([
		['C', 'D'],
		['T', 'V1', 'V2']
	]);
	expect(new Set(roads.flatMap(({ stops }) => stops.map(({ band }) => band)))).toEqual(new Set(['none']));
});

test('a stop stands by its device heard of last, revoked ones apart, and tells of what one of them has not sent', () => {
	const known = directory();
	const rows = [
		contact('V1', NOW - 9 * DAY, 2),
		contact('V1', NOW - 2 * DAY),
		contact('V2', NOW, 0, true),
		contact('T', null)
	].map((one) => stationRow(one, known, NOW));
	const stops = townRoads(known, rows)[1]?.stops.map(({ band, unsent }) => [band, unsent]);
	expect(stops).toEqual([
		['never', false],
		['days', true],
		['none', false]
	]);
});
